// A network as a QR code says it to a phone's camera.

/** The text of the code; an open network has no password. */
export function wifiText(name: string, password: string): string {
  const kind = password ? `T:WPA;S:${escaped(name)};P:${escaped(password)}` : `T:nopass;S:${escaped(name)}`;
  return `WIFI:${kind};;`;
}

/** Signs that mean something in such a text get a backslash. */
function escaped(text: string): string {
  return text.replace(/[\\;,:"]/g, "\\$&");
}
