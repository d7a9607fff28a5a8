/**
 * Lets this page open again without a network: a service worker keeps it with everything that it is made of. Where a
 * browser has none (an address without https, a private window) the page works as before, with a network.
 */

/** Whatever of our own this page has loaded so far: modules and what they import, styles, words, icons. */
export function filesOfPage() {
  const loaded = performance.getEntriesByType("resource").map((entry) => entry.name);
  const named = [...document.querySelectorAll("link[href][rel~=stylesheet], link[href][rel~=icon], script[src]")];
  const all = [...loaded, ...named.map((element) => element.href || element.src)];
  return [...new Set(all)].filter((address) => new URL(address).origin === location.origin);
}

/**
 * Have the page kept, and show on the connection when both it and the state of its room are.
 * @param {string} reader whose page it is; the copy of anybody else at this address is thrown away
 * @param {Promise<boolean>} keeping whether the state is
 */
export async function keepPage(reader, keeping) {
  if (!navigator.serviceWorker) return;
  const [rooms] = location.pathname.match(/^\/[a-z]{2}\/rooms\//) ?? [];
  if (!rooms) return;
  navigator.serviceWorker.addEventListener("message", async ({ data }) => {
    if (data?.type !== "kept" || data.page !== location.pathname || !(await keeping)) return;
    for (const element of document.querySelectorAll("room-connection")) element.setAttribute("data-kept", "");
  });
  try {
    const { active } = await registered(`${rooms}worker.js`);
    active.postMessage({ type: "keep", page: location.pathname, reader, files: filesOfPage() });
  } catch {
    // The network is gone, or the browser will not have it: an older worker goes on with its work.
  }
}

/** Have the next load of this page wait for the server however slow it is: the copy that is kept is known to be old. */
export function waitForServer() {
  navigator.serviceWorker?.controller?.postMessage({ type: "wait", page: location.pathname });
}

/**
 * @param {string} address
 * @returns {Promise<ServiceWorkerRegistration>} with a worker that is at work
 */
export async function registered(address) {
  await navigator.serviceWorker.register(address, { updateViaCache: "none" });
  return navigator.serviceWorker.ready;
}
