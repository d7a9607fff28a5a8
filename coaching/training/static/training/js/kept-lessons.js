/**
 * Lessons that a reader keeps in this browser by a button, and what is known of them. Each has a note beside it: its
 * title, when it was kept, how many bytes, and which files belong to it. The worker answers from the same cache.
 *
 * @typedef {object} Note
 * @property {string} page its path
 * @property {string} title
 * @property {string} at when it was kept
 * @property {number} bytes
 * @property {string[]} files
 */

import { noteKept } from "../../design/js/kept.js";

const LESSONS = "podium-kept-lessons";
const PAGES = "podium-kept-training";
const NOTES = "/podium-kept-note";
/** When a copy was made, as worker.js reads it. */
const KEPT_AT = "Podium-Kept-At";
export const MOST_LESSONS = 20;
export const MOST_BYTES = 300 * 1024 * 1024;

/** @param {string} page */
const noteAddress = (page) => `${NOTES}${page}`;

/** @returns {Promise<Note[]>} the latest first */
export async function keptLessons() {
  if (!window.caches || !(await caches.has(LESSONS))) return [];
  const lessons = await caches.open(LESSONS);
  const notes = (await lessons.keys()).filter(({ url }) => new URL(url).pathname.startsWith(NOTES));
  const read = await Promise.all(notes.map(async (request) => (await lessons.match(request)).json()));
  return read.sort((one, other) => other.at.localeCompare(one.at));
}

/** @returns {Promise<{page: string, title: string}[]>} pages that were only opened, the last one first */
export async function openedPages() {
  if (!window.caches || !(await caches.has(PAGES))) return [];
  const pages = await caches.open(PAGES);
  const found = [];
  for (const request of await pages.keys()) {
    const text = await (await pages.match(request)).text();
    const { title } = new DOMParser().parseFromString(text, "text/html");
    found.unshift({ page: new URL(request.url).pathname, title: title.replace(/ · Podium$/, "").trim() });
  }
  return found;
}

/**
 * How many bytes these addresses have; null where the server says it of none.
 * @param {string[]} addresses
 * @returns {Promise<number>}
 */
export async function sizeOf(addresses) {
  const sizes = await Promise.all(addresses.map(askSize));
  return sizes.reduce((sum, size) => sum + size, 0);
}

/** @param {string} address */
async function askSize(address) {
  const response = await fetch(address, { method: "HEAD" });
  if (!response.ok) throw new Error(`${address}: ${response.status}`);
  return Number(response.headers.get("Content-Length") ?? 0);
}

/**
 * Keep a lesson with these files, and say after every piece how many bytes have come. What was fetched is taken back if
 * anything fails or it is stopped.
 * @param {{page: string, title: string, files: string[]}} lesson
 * @param {(bytes: number) => void} progress
 * @param {AbortSignal} signal
 */
export async function keepLesson({ page, title, files }, progress, signal) {
  const lessons = await caches.open(LESSONS);
  const before = new Set((await lessons.keys()).map(({ url }) => url));
  let bytes = 0;
  const count = (/** @type {number} */ more) => progress((bytes += more));
  try {
    for (const address of [page, ...files]) await fetchInto(lessons, address, count, signal);
    const note = { page, title, at: new Date().toISOString(), bytes, files };
    await lessons.put(noteAddress(page), new Response(JSON.stringify(note)));
    noteKept();
  } catch (error) {
    const came = (await lessons.keys()).filter(({ url }) => !before.has(url));
    await Promise.all(came.map((request) => lessons.delete(request)));
    throw error;
  }
}

/**
 * @param {Cache} lessons
 * @param {string} address
 * @param {(bytes: number) => void} count
 * @param {AbortSignal} signal
 */
async function fetchInto(lessons, address, count, signal) {
  const response = await fetch(address, { signal, credentials: "same-origin" });
  if (response.status !== 200 || response.redirected) throw new Error(`${address}: ${response.status}`);
  const counter = new TransformStream({
    transform(piece, controller) {
      count(piece.byteLength);
      controller.enqueue(piece);
    },
  });
  const { status } = response;
  const headers = new Headers(response.headers);
  // What arrives here is unpacked already.
  headers.delete("Content-Encoding");
  headers.set(KEPT_AT, new Date().toISOString());
  await lessons.put(address, new Response(response.body.pipeThrough(counter), { headers, status }));
}

/**
 * Remove a lesson, and its files unless another lesson has them too.
 * @param {string} page
 */
export async function removeLesson(page) {
  const notes = await keptLessons();
  const others = new Set(notes.filter((note) => note.page !== page).flatMap((note) => note.files));
  const files = notes.find((note) => note.page === page)?.files ?? [];
  const lessons = await caches.open(LESSONS);
  const gone = [page, noteAddress(page), ...files.filter((address) => !others.has(address))];
  await Promise.all(gone.map((address) => lessons.delete(address)));
}

/** @param {string} page that was only opened */
export async function removeOpened(page) {
  await (await caches.open(PAGES)).delete(page, { ignoreSearch: true, ignoreVary: true });
}
