/**
 * What pages keep on this computer for one reader (under names that begin with "podium-kept") is cleared when somebody
 * signs in or out, so that the next person at a shared computer never sees it. What still waits to be sent is not
 * among it.
 */

/** Begins the names of what is kept; under it alone stands whether anything is. */
const OURS = "podium-kept";
const PATIENCE = 1_000;

/** @param {string} name */
const isOurs = (name) => name.startsWith(OURS);

async function clearCaches() {
  if (!window.caches) return;
  const names = (await caches.keys()).filter(isOurs);
  await Promise.all(names.map((name) => caches.delete(name)));
}

async function clearDatabases() {
  const found = (await window.indexedDB?.databases?.()) ?? [];
  const names = found.map(({ name }) => name ?? "").filter(isOurs);
  await Promise.all(names.map((name) => deleted(name)));
}

/** @param {string} name */
const deleted = (name) =>
  new Promise((resolve) => {
    const request = window.indexedDB.deleteDatabase(name);
    request.onsuccess = request.onerror = () => resolve(undefined);
  });

/** Clear everything that was kept for whoever was here. */
async function clearKept() {
  await Promise.allSettled([clearCaches(), clearDatabases()]);
  localStorage.removeItem(OURS);
}

/** Say that something is kept from now on; a browser that cannot write this keeps nothing else either. */
export function noteKept() {
  try {
    localStorage.setItem(OURS, "yes");
  } catch {
    // Private windows forget everything by themselves.
  }
}

function isAnythingKept() {
  try {
    return localStorage.getItem(OURS) === "yes";
  } catch {
    return false;
  }
}

document.addEventListener("submit", async (event) => {
  const form = /** @type {HTMLFormElement} */ (event.target);
  const path = new URL(form.getAttribute("action") ?? "", location.href).pathname;
  if (event.defaultPrevented || !/\/accounts\/log(in|out)\/$/.test(path) || !isAnythingKept()) return;
  event.preventDefault();
  await Promise.race([clearKept(), new Promise((resolve) => window.setTimeout(resolve, PATIENCE))]);
  HTMLFormElement.prototype.submit.call(form);
});
