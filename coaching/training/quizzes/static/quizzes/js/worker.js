/**
 * The service worker of the quizzes: an attempt that was opened once opens again without a network. A page comes from
 * the network as long as there is one; a finished attempt leads elsewhere, and its copy is thrown away. What is kept is
 * cleared when somebody signs in or out (design/js/kept.js).
 */

const PAGES = "podium-kept-quizzes";
const FILES = "podium-kept-quiz-files";
const PAGE = /^\/[a-z]{2}\/quizzes\/attempts\/[0-9a-f-]{36}\/$/;
const KINDS = new Set(["script", "style", "font", "image"]);
const PATIENCE = 8_000;
const ANY = { ignoreSearch: true, ignoreVary: true };

self.addEventListener("install", () => self.skipWaiting());
self.addEventListener("activate", (event) => event.waitUntil(self.clients.claim()));

self.addEventListener("fetch", (event) => {
  const { request } = event;
  const { origin, pathname } = new URL(request.url);
  if (origin !== self.location.origin || request.method !== "GET") return;
  if (request.mode === "navigate" && PAGE.test(pathname)) event.respondWith(page(request, pathname));
  else if (KINDS.has(request.destination)) event.respondWith(file(request));
});

self.addEventListener("message", (event) => {
  if (event.data?.type === "keep") event.waitUntil(keep(event.data, event.source));
});

/**
 * @param {Request} request
 * @param {string} path
 * @returns {Promise<Response>}
 */
async function page(request, path) {
  const pages = await caches.open(PAGES);
  const kept = await pages.match(path, ANY);
  try {
    const response = await fetch(request, kept ? { signal: AbortSignal.timeout(PATIENCE) } : {});
    if (response.ok && !response.redirected) await pages.put(path, response.clone());
    else if (response.status < 500) await pages.delete(path, ANY);
    return response;
  } catch {
    return kept ?? Response.error();
  }
}

/**
 * A file comes from the network, so that it is never an old one, and from here when there is none.
 * @param {Request} request
 * @returns {Promise<Response>}
 */
async function file(request) {
  try {
    return await fetch(request);
  } catch {
    const files = await caches.open(FILES);
    return (await files.match(request.url, ANY)) ?? Response.error();
  }
}

/**
 * @param {{page: string, files: string[]}} message
 * @param {Client} client
 */
async function keep({ page: path, files }, client) {
  const [pages, kept] = await Promise.all([caches.open(PAGES), caches.open(FILES)]);
  const response = await fetch(path);
  if (PAGE.test(path) && response.ok && !response.redirected) await pages.put(path, response);
  await Promise.all(files.map((address) => kept.add(address).catch(() => undefined)));
  client.postMessage({ type: "kept", page: path });
}
