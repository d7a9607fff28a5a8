/**
 * The service worker of training: what a reader has opened, or has kept herself, opens again without a network.
 *
 * A page comes from the network as long as there is one. Of each address one reader's copy is kept, as the server names
 * her; as soon as it names another one, and when somebody signs in or out (design/js/kept.js), everything is thrown
 * away. Pages and pictures that were only opened are few and small; lessons that a reader keeps by the button stay until
 * she removes them (kept-lessons.js). A video is never fetched here: it comes from what she has kept, or passes by.
 */

/** What is named "podium-kept" is cleared when somebody signs in or out. */
const PAGES = "podium-kept-training";
const PICTURES = "podium-kept-training-pictures";
const LESSONS = "podium-kept-lessons";
const FILES = "podium-training-files";
const READER = "Podium-Reader";
/** When a copy was made, by this browser's clock: not every server dates its answers. Also in kept-lessons.js. */
const KEPT_AT = "Podium-Kept-At";
/** How long a page may take where a copy is at hand, in milliseconds. */
const PATIENCE = 8_000;
const KEPT_FOR = 60 * 24 * 60 * 60 * 1_000;
const MOST_PAGES = 30;
const MOST_PICTURES = 30 * 1024 * 1024;
const KINDS = new Set(["script", "style", "font", "image", "manifest"]);
const PLAYED = new Set(["video", "audio", "track"]);
const ANY = { ignoreSearch: true, ignoreVary: true };
const OFFLINE = new URL("offline/", self.location.href).pathname;
const UPLOADS = "/media/";

/** @type {Map<string, string>} when the copy was made that a page was opened from, by its client */
const fromHere = new Map();

self.addEventListener("install", (event) => event.waitUntil(prepare()));
self.addEventListener("activate", (event) => event.waitUntil(self.clients.claim()));

self.addEventListener("fetch", (event) => {
  const { request } = event;
  const { origin, pathname } = new URL(request.url);
  if (origin !== self.location.origin || request.method !== "GET") return;
  if (request.mode === "navigate") event.respondWith(page(event, pathname));
  else if (PLAYED.has(request.destination)) event.respondWith(played(request));
  else if (pathname.startsWith(UPLOADS) && request.destination === "image") event.respondWith(picture(request));
  else if (KINDS.has(request.destination) && isFile(request.url)) event.respondWith(file(request));
});

self.addEventListener("message", (event) => {
  if (event.data?.type === "keep") event.waitUntil(keep(event.data, event.source));
});

/** Keep the page that lists what is here, with what it is made of: it must open where nothing else does. */
async function prepare() {
  const response = await fetch(OFFLINE, { credentials: "same-origin" });
  if (!response.ok) return;
  const text = await response.clone().text();
  const files = await caches.open(FILES);
  await files.put(OFFLINE, response);
  const named = [...text.matchAll(/(?:href|src)="(\/[^"]+\.(?:css|js|svg))"/g)].map(([, address]) => address);
  await Promise.all(named.map((address) => keepFile(files, new URL(address, self.location.href).href)));
  await self.skipWaiting();
}

// Pages

/**
 * @param {FetchEvent} event
 * @param {string} path
 * @returns {Promise<Response>}
 */
async function page(event, path) {
  const kept = await keptPage(path);
  try {
    const response = await fetch(event.request, kept ? { signal: AbortSignal.timeout(PATIENCE) } : {});
    await take(path, response);
    return response;
  } catch {
    if (kept) fromHere.set(event.resultingClientId, kept.headers.get(KEPT_AT) ?? "");
    return kept ?? (await (await caches.open(FILES)).match(OFFLINE, ANY)) ?? Response.error();
  }
}

/**
 * @param {string} path
 * @returns {Promise<Response|undefined>} the newer of what was opened and what was kept by the button
 */
async function keptPage(path) {
  const found = await Promise.all([PAGES, LESSONS].map(async (name) => (await caches.open(name)).match(path, ANY)));
  const [opened, kept] = found.map(madeAt);
  return kept > opened ? found[1] : found[0];
}

/**
 * @param {Response|undefined} copy
 * @returns {number} when it was made, in milliseconds since 1970; 0 of none
 */
const madeAt = (copy) => Date.parse(copy?.headers.get(KEPT_AT) ?? "") || 0;

/**
 * @param {Response} response
 * @returns {Response} a copy of it that says when it was made
 */
function copyOf(response) {
  const { body, status } = response.clone();
  const headers = new Headers(response.headers);
  // What comes out of here is unpacked already.
  headers.delete("Content-Encoding");
  headers.set(KEPT_AT, new Date().toISOString());
  return new Response(body, { status, headers });
}

/**
 * Keep what the server shows to the reader of now. Where it shows no page of training, nothing stays of that address:
 * it may have been closed to her.
 * @param {string} path
 * @param {Response} response
 */
async function take(path, response) {
  if (response.status >= 500) return;
  const reader = response.headers.get(READER);
  if (reader && (await isAnother(reader))) await forgetEverything();
  const pages = await caches.open(PAGES);
  await pages.delete(path, ANY);
  if (response.ok && !response.redirected && reader) await pages.put(path, copyOf(response));
  else await (await caches.open(LESSONS)).delete(path, ANY);
  await trimPages(pages);
}

/** @param {string} reader */
async function isAnother(reader) {
  for (const name of [PAGES, LESSONS]) {
    const cache = await caches.open(name);
    for (const request of await cache.keys()) {
      const known = (await cache.match(request))?.headers.get(READER);
      if (known) return known !== reader;
    }
  }
  return false;
}

const forgetEverything = () => Promise.all([PAGES, PICTURES, LESSONS].map((name) => caches.delete(name)));

/** @param {Cache} pages in the order in which they were opened last */
async function trimPages(pages) {
  const all = await pages.keys();
  for (const [place, request] of all.entries()) {
    const isOver = place < all.length - MOST_PAGES;
    const age = Date.now() - madeAt(await pages.match(request, ANY));
    if (isOver || age > KEPT_FOR) await pages.delete(request, ANY);
  }
}

// Pictures and videos

/**
 * @param {Request} request
 * @returns {Promise<Response>}
 */
async function picture(request) {
  try {
    const response = await fetch(request);
    if (response.status === 200) await takePicture(request.url, response.clone());
    return response;
  } catch {
    return (await keptPicture(request.url)) ?? Response.error();
  }
}

/**
 * @param {string} address
 * @param {Response} response
 */
async function takePicture(address, response) {
  const pictures = await caches.open(PICTURES);
  await pictures.delete(address);
  await pictures.put(address, response);
  let room = MOST_PICTURES;
  for (const { url } of [...(await pictures.keys())].reverse()) {
    room -= Number((await pictures.match(url))?.headers.get("Content-Length") ?? 0);
    if (room < 0) await pictures.delete(url);
  }
}

/**
 * The picture, or the same in another size: a window that was turned asks for one that was never here.
 * @param {string} address
 * @returns {Promise<Response|undefined>}
 */
async function keptPicture(address) {
  const subject = (/** @type {string} */ url) => url.replace(/\.width-\d+/, "");
  for (const name of [PICTURES, LESSONS]) {
    const cache = await caches.open(name);
    const same = (await cache.keys()).find(({ url }) => url === address || subject(url) === subject(address));
    if (same) return (await cache.match(address)) ?? cache.match(same);
  }
  return undefined;
}

/**
 * @param {Request} request
 * @returns {Promise<Response>}
 */
async function played(request) {
  const kept = await (await caches.open(LESSONS)).match(request.url, ANY);
  return kept ? part(kept, request.headers.get("Range")) : fetch(request);
}

/**
 * Answer with the part that a player asks for: without it nobody could go to the middle of a video.
 * @param {Response} whole
 * @param {string|null} range
 * @returns {Promise<Response>}
 */
async function part(whole, range) {
  const [, from = "", to = ""] = range?.match(/^bytes=(\d+)-(\d*)$/) ?? [];
  if (from === "") return whole;
  const blob = await whole.blob();
  const [first, last] = [Number(from), to ? Math.min(Number(to), blob.size - 1) : blob.size - 1];
  const headers = {
    "Content-Type": whole.headers.get("Content-Type") ?? "",
    "Content-Range": `bytes ${first}-${last}/${blob.size}`,
    "Content-Length": String(last - first + 1),
  };
  return new Response(blob.slice(first, last + 1), { status: 206, headers });
}

/**
 * Keep the page and what it is made of: the first visit came past this worker. Then tell it how it was opened.
 * @param {{page: string, reader: string, files: string[], pictures: string[]}} asked
 * @param {Client} client
 */
async function keep({ page: path, reader, files: addresses, pictures }, client) {
  const copiedAt = fromHere.get(client.id) ?? null;
  if (copiedAt === null) await keepNow({ path, reader, addresses, pictures });
  client.postMessage({ type: "kept", page: path, isKept: Boolean(await keptPage(path)), copiedAt });
}

/** @param {{path: string, reader: string, addresses: string[], pictures: string[]}} asked */
async function keepNow({ path, reader, addresses, pictures }) {
  const files = await caches.open(FILES);
  await forgetOldFiles(files, addresses);
  await Promise.allSettled(addresses.filter(isFile).map((address) => keepFile(files, address)));
  await Promise.allSettled(pictures.map((address) => pictureOnce(address)));
  const kept = await keptPage(path);
  if (kept?.headers.get(READER) !== reader) await take(path, await fetch(path, { credentials: "same-origin" }));
}

/** @param {string} address of a picture that the page has loaded already */
async function pictureOnce(address) {
  if (await keptPicture(address)) return;
  const response = await fetch(address);
  if (response.status === 200) await takePicture(address, response);
}
