// Opens a room's page again with no network, where the browser allows it: https or this very machine. The page from
// the server comes first, what was kept when there is none.

const KEPT = "flow-forecaster-room-1";
const PATIENCE_MS = 4_000;

interface Worker {
  addEventListener(kind: "install" | "activate", hear: (event: Lasting) => void): void;
  addEventListener(kind: "message", hear: (event: Lasting & { data: unknown }) => void): void;
  addEventListener(kind: "fetch", hear: (event: Fetched) => void): void;
  skipWaiting(): Promise<void>;
  clients: { claim(): Promise<void> };
  location: Location;
}

interface Lasting {
  waitUntil(done: Promise<unknown>): void;
}

interface Fetched {
  request: Request;
  respondWith(response: Promise<Response>): void;
}

const worker = self as unknown as Worker;

worker.addEventListener("install", (event) => event.waitUntil(worker.skipWaiting()));
worker.addEventListener("activate", (event) => event.waitUntil(worker.clients.claim()));

// The page says what it is made of.
worker.addEventListener("message", (event) => {
  if (Array.isArray(event.data)) event.waitUntil(keep(event.data.filter((one) => typeof one === "string")));
});

worker.addEventListener("fetch", (event) => {
  const { request } = event;
  const { pathname, origin } = new URL(request.url);
  if (request.method !== "GET") return;
  if (request.mode === "navigate") event.respondWith(newest(request));
  else if (pathname.startsWith("/static/") || origin !== worker.location.origin) event.respondWith(kept(request));
});

async function keep(addresses: string[]): Promise<void> {
  const cache = await caches.open(KEPT);
  await Promise.all(addresses.map((address) => cache.add(address).catch(() => undefined)));
}

async function newest(request: Request): Promise<Response> {
  const cache = await caches.open(KEPT);
  const found = await cache.match(request, { ignoreVary: true });
  try {
    const response = await fetch(request, found ? { signal: AbortSignal.timeout(PATIENCE_MS) } : {});
    if (isPage(response)) await cache.put(request, response.clone());
    return response.status >= 500 && found ? found : response;
  } catch {
    return found ?? Response.error();
  }
}

function isPage({ ok, redirected, headers }: Response): boolean {
  const isHtml = headers.get("Content-Type")?.startsWith("text/html") ?? false;
  return ok && !redirected && isHtml && !headers.get("Cache-Control")?.includes("no-store");
}

async function kept(request: Request): Promise<Response> {
  return (await caches.match(request, { ignoreVary: true })) ?? fetch(request);
}

export {};
