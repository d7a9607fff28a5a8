/**
 * Deletes what this browser keeps of a room so that its pages open without a network. What waits to be sent is not
 * among it: who is let in again sends it.
 */

import { answerOf, openStates, STATES } from "./kept-states.js";

/** Where the service worker (worker.js) keeps the pages. */
const PAGES = "podium-kept-pages";

/** @param {string} room */
async function forgetStates(room) {
  const database = await openStates();
  const states = database.transaction(STATES, "readwrite").objectStore(STATES);
  for (const scope of await answerOf(states.getAllKeys())) if (String(scope).startsWith(`${room}:`)) states.delete(scope);
  database.close();
}

/** @param {string} room */
async function forgetPages(room) {
  if (!window.caches || !(await caches.has(PAGES))) return;
  const pages = await caches.open(PAGES);
  const own = (await pages.keys()).filter(({ url }) => new URL(url).pathname.includes(`/rooms/${room}/`));
  await Promise.all(own.map((request) => pages.delete(request, { ignoreVary: true })));
}

/**
 * @param {string} room
 * @returns {Promise<unknown>}
 */
export const forgetRoom = (room) => Promise.allSettled([forgetStates(room), forgetPages(room)]);
