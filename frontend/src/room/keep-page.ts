// Where browsers allow it, on https and on the server's own machine, a room's page opens again with no network.

/** Call it once everything the page is made of has come. */
export async function keepPage(): Promise<void> {
  if (!("serviceWorker" in navigator)) return;
  await navigator.serviceWorker.register("/room-worker.js", { scope: "/r/" });
  const { active } = await navigator.serviceWorker.ready;
  const parts = performance.getEntriesByType("resource").map(({ name }) => name);
  const own = parts.filter((address) => new URL(address).pathname.startsWith("/static/"));
  active?.postMessage([location.href.split("#")[0], ...own]);
}
