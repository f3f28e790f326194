// The facilitator's key: it comes in the fragment of the link, which is never sent, and stays on this device.

const KEPT = "room-key.";

export function rememberKey(code: string, key: string): void {
  try {
    localStorage.setItem(KEPT + code, key);
  } catch {
    // Without storage the link itself must be kept.
  }
}

/** The key of the link, which goes out of the address bar, or the one that was kept. */
export function takeKey(code: string): string {
  const given = decodeURIComponent(location.hash.slice(1));
  if (given) {
    rememberKey(code, given);
    history.replaceState(null, "", location.pathname);
    return given;
  }
  try {
    return localStorage.getItem(KEPT + code) ?? "";
  } catch {
    return "";
  }
}
