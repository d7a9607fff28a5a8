/**
 * What this browser knows of the answers of an attempt, so that a page that opens without a network shows them all. It is
 * cleared with everything else that is kept when somebody signs in or out.
 */

import { noteKept } from "../../design/js/kept.js";

const KEPT = "podium-kept-quizzes";

/** @param {string} address of the answers */
const place = (address) => `${address}kept`;

/**
 * @param {string} address
 * @param {Record<string, any>} known
 */
export async function keepAnswers(address, known) {
  try {
    noteKept();
    const cache = await caches.open(KEPT);
    await cache.put(place(address), new Response(JSON.stringify(known)));
  } catch {
    // No cache here (an address without https, a private window): the page works with a network.
  }
}

/**
 * @param {string} address
 * @returns {Promise<Record<string, any>>}
 */
export async function keptAnswers(address) {
  try {
    const cache = await caches.open(KEPT);
    const kept = await cache.match(place(address));
    return kept ? await kept.json() : {};
  } catch {
    return {};
  }
}

/** Have a service worker keep this page, so that it opens again without a network. */
export async function keepPage() {
  const [quizzes] = location.pathname.match(/^\/[a-z]{2}\/quizzes\//) ?? [];
  if (!navigator.serviceWorker || !quizzes) return;
  navigator.serviceWorker.addEventListener("message", ({ data }) => {
    if (data?.type === "kept" && data.page === location.pathname) document.querySelector("[data-sitting]")?.setAttribute("data-kept", "");
  });
  try {
    await navigator.serviceWorker.register(`${quizzes}worker.js`, { updateViaCache: "none" });
    const { active } = await navigator.serviceWorker.ready;
    const loaded = performance.getEntriesByType("resource").map((entry) => entry.name);
    const named = [...document.querySelectorAll("link[href][rel~=stylesheet], script[src], img[src]")];
    const files = [...new Set([...loaded, ...named.map((element) => element.href || element.src)])];
    noteKept();
    active.postMessage({ type: "keep", page: location.pathname, files: files.filter((file) => new URL(file).origin === location.origin) });
  } catch {
    // The browser will not have it, or the network is gone: what was kept before is still there.
  }
}
