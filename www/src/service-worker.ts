// Keeps every file of the site on the device, so that it works without a network.
//
// Each version of the site has a cache of its own. A page that is open stays with the version it
// began with, whatever is installed meanwhile, and so do its workers.

/** The files of this version by their names, each with its hash as `integrity` has it. */
declare const FILES: Readonly<Record<string, string>>;
/** A hash of all of them. */
declare const VERSION: string;
declare const self: ServiceWorkerGlobalScope;

const { scope } = self.registration;
/** Other copies of the site may stand below other paths of the same host. */
const OURS = `certificate-planner ${scope} `;
const CACHE = OURS + VERSION;
const CLIENTS = `certificate-planner clients ${scope}`;
/** Where a cache holds the list of its files; no file has this name. */
const LIST = new URL("?files", scope).href;

/** Clients that this worker has named since it was started: a page is not there while it loads. */
const coming = new Set<string>();

self.addEventListener("install", (event) => event.waitUntil(install()));
self.addEventListener("activate", (event) => event.waitUntil(activate()));
self.addEventListener("message", ({ data }) => {
  if (data === "activate") void self.skipWaiting();
});
self.addEventListener("fetch", (event) => {
  const { request } = event;
  if (request.method !== "GET" || !request.url.startsWith(scope)) return;
  event.respondWith(answer(event));
});

/** Fetches what is new, and takes the rest from the versions that are there. */
async function install(): Promise<void> {
  const cache = await caches.open(CACHE);
  try {
    const earlier = await Promise.all((await versions()).map(open));
    const files = Object.entries(FILES);
    await Promise.all(
      files.map(async ([name, integrity]) => {
        const url = new URL(name, scope).href;
        const same = earlier.find(({ list }) => list[name] === integrity);
        const kept = await same?.cache.match(url);
        await cache.put(url, kept ?? (await fetched(url, integrity)));
      }),
    );
    await cache.put(LIST, new Response(JSON.stringify(FILES)));
  } catch (reason) {
    await caches.delete(CACHE);
    throw reason;
  }
}

async function fetched(url: string, integrity: string): Promise<Response> {
  const response = await fetch(url, { integrity, cache: "no-cache", credentials: "omit" });
  if (!response.ok) throw new TypeError(`${url} ${response.status}`);
  // What a server sends elsewhere may not answer a navigation, and may be kept all the same.
  const { headers } = response;
  return response.redirected ? new Response(await response.blob(), { headers }) : response;
}

async function activate(): Promise<void> {
  const isFirst = (await versions()).every((name) => name === CACHE);
  if (isFirst) {
    // The page that was loaded from the network just now is of this version.
    for (const { id } of await everyone()) await remember(id, VERSION);
    await self.clients.claim();
  }
  await tidy();
}

async function answer(event: FetchEvent): Promise<Response> {
  const { request, clientId, resultingClientId } = event;
  const isNavigation = request.mode === "navigate";
  const version = isNavigation ? VERSION : await versionOf(clientId);
  if (resultingClientId !== "") await remember(resultingClientId, version);
  if (isNavigation) event.waitUntil(tidy());
  const cache = await caches.open(OURS + version);
  const url = new URL(request.url);
  url.search = "";
  url.hash = "";
  if (url.pathname.endsWith("/")) url.pathname += "index.html";
  const kept = await cache.match(url.href);
  // What is saved as a file must be that file.
  const isFile = url.pathname.endsWith("/certificate-planner.html");
  if (kept !== undefined || !isNavigation || isFile) return kept ?? fetch(request);
  // Without a network, the planner is there in the place of a page that is not kept.
  return fetch(request).catch(async (reason: unknown) => {
    const planner = await cache.match(new URL("index.html", scope).href);
    if (planner === undefined) throw reason;
    return planner;
  });
}

/** Forgets clients that are gone, and versions that no open page is of. */
async function tidy(): Promise<void> {
  const { installing, waiting } = self.registration;
  // What is being installed has a cache too, and nobody is of its version yet.
  if (installing !== null || waiting !== null) return;
  const used = new Set([CACHE]);
  for (const { id } of await everyone()) used.add(OURS + (await versionOf(id)));
  const unused = (await versions()).filter((name) => !used.has(name));
  await Promise.all(unused.map((name) => caches.delete(name)));
  const live = new Set((await everyone()).map(({ id }) => addressOf(id)));
  const clients = await caches.open(CLIENTS);
  for (const { url } of await clients.keys()) {
    if (!live.has(url) && !coming.has(url)) await clients.delete(url);
  }
}

function everyone(): Promise<readonly Client[]> {
  return self.clients.matchAll({ includeUncontrolled: true, type: "all" });
}

/** The names of the caches of all versions. */
async function versions(): Promise<string[]> {
  return (await caches.keys()).filter((name) => name.startsWith(OURS));
}

async function open(name: string): Promise<{ cache: Cache; list: Record<string, string> }> {
  const cache = await caches.open(name);
  const list: Record<string, string> = await (await cache.match(LIST))?.json();
  return { cache, list: list ?? {} };
}

// A worker is stopped when it has nothing to do, so what it must not forget is kept in a cache.

async function remember(client: string, version: string): Promise<void> {
  coming.add(addressOf(client));
  const cache = await caches.open(CLIENTS);
  await cache.put(addressOf(client), new Response(version));
}

async function versionOf(client: string): Promise<string> {
  const cache = await caches.open(CLIENTS);
  const kept = await cache.match(addressOf(client));
  return (await kept?.text()) ?? VERSION;
}

function addressOf(client: string): string {
  return new URL(`?client=${client}`, scope).href;
}

export {};
