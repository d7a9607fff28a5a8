/**
 * The service worker of the rooms: a judge's sheet and a competitor's view open without a network after one visit.
 *
 * A page comes from the network as long as there is one, and from here only when it is gone. Each address keeps the
 * copy of one reader, the last one that the server itself has shown it to; a refusal, another seat taken in this
 * browser, and signing in or out (design/js/kept.js) throw copies away. Files with a hash in their name never change
 * and come from here first; others come from the network first (worker-files.js, which the server puts before this).
 * Everything else passes by untouched.
 */

/** What is named "podium-kept" is cleared when somebody signs in or out. */
const PAGES = "podium-kept-pages";
const FILES = "podium-room-files";
const PAGE = /^\/[a-z]{2}\/rooms\/[0-9a-f-]{36}\/(sheet|me)\/$/;
const COMING_IN = /^\/[a-z]{2}\/rooms\/(seat|join)\//;
const KINDS = new Set(["script", "style", "font", "image"]);
const READER = "Podium-Reader";
/** How long a page may take where a copy is at hand, and where the copy is known to be old, in milliseconds. */
const PATIENCE = 8_000;
const LONG_PATIENCE = 60_000;
const KEPT_FOR = 14 * 24 * 60 * 60 * 1_000;
const ANY = { ignoreSearch: true, ignoreVary: true };

/** The paths whose copies are known to be old: the next load waits longer for the server. */
const old = new Set();

self.addEventListener("install", () => self.skipWaiting());
self.addEventListener("activate", (event) => event.waitUntil(self.clients.claim()));

self.addEventListener("fetch", (event) => {
  const { request } = event;
  const { origin, pathname } = new URL(request.url);
  if (origin !== self.location.origin) return;
  if (request.mode === "navigate") return navigated(event, pathname);
  // A photo of evidence is an image and no file of the pages: nothing of it is kept here.
  if (request.method === "GET" && KINDS.has(request.destination) && isFile(request.url)) event.respondWith(file(request));
});

self.addEventListener("message", (event) => {
  if (event.data?.type === "keep") event.waitUntil(keep(event.data, event.source));
  if (event.data?.type === "wait") old.add(event.data.page);
});

/**
 * @param {FetchEvent} event
 * @param {string} path
 */
function navigated(event, path) {
  if (event.request.method === "GET") {
    if (PAGE.test(path)) event.respondWith(page(event.request, path));
  } else if (COMING_IN.test(path)) event.waitUntil(caches.delete(PAGES));
}

// Pages

/**
 * @param {Request} request
 * @param {string} path
 * @returns {Promise<Response>}
 */
async function page(request, path) {
  const kept = await keptPage(path);
  const patience = old.delete(path) ? LONG_PATIENCE : PATIENCE;
  try {
    const response = await fetch(request, kept ? { signal: AbortSignal.timeout(patience) } : {});
    await take(path, response);
    return response;
  } catch {
    return kept ?? Response.error();
  }
}

/**
 * @param {string} path
 * @returns {Promise<Response|undefined>}
 */
async function keptPage(path) {
  const pages = await caches.open(PAGES);
  return pages.match(path, ANY);
}

/**
 * Keep what the server shows to the reader of now; where it shows another page than the reader's own, keep nothing.
 * @param {string} path
 * @param {Response} response
 */
async function take(path, response) {
  if (response.status >= 500) return;
  const pages = await caches.open(PAGES);
  if (response.ok && !response.redirected && response.headers.get(READER)) await pages.put(path, response.clone());
  else await pages.delete(path, ANY);
}

/** Throw away what nobody has opened for two weeks, as long as a browser is remembered in a room. */
async function forgetOldPages() {
  const pages = await caches.open(PAGES);
  for (const request of await pages.keys()) {
    if (isOld(await pages.match(request, ANY))) await pages.delete(request, ANY);
  }
}

/**
 * Keep the page and what it is made of, and tell it when that is done. The first visit came past this worker.
 * @param {{page: string, reader: string, files: string[]}} asked
 * @param {Client} client
 */
async function keep({ page: path, reader, files: addresses }, client) {
  const files = await caches.open(FILES);
  await forgetOldFiles(files, addresses);
  await Promise.all(addresses.filter(isFile).map((address) => keepFile(files, address)));
  const kept = await keptPage(path);
  if (kept?.headers.get(READER) !== reader) await take(path, await fetch(path, { credentials: "same-origin" }));
  await forgetOldPages();
  if ((await keptPage(path))?.headers.get(READER) === reader) client.postMessage({ type: "kept", page: path });
}
