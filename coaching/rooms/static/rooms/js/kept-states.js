/**
 * The last state of a room that this browser had, for a page that is opened without a network. It is kept for each
 * reader apart, written every few seconds at most and when the page is left, and forgotten after two weeks, when
 * somebody signs in or out, and when the server lets this reader in no more (forgetting.js).
 *
 * @typedef {object} Kept
 * @property {string} scope whose state: the room, the view and the participant
 * @property {number} version of the protocol
 * @property {import("./state.js").State} state
 * @property {number} asOf when the room last said something, in milliseconds since 1970
 * @property {number|null} since when the connection was lost, if it was
 */

import { noteKept } from "../../design/js/kept.js";
import { VERSION } from "./protocol.js";

/** What is named like this is cleared when somebody signs in or out: design/js/kept.js. */
const DATABASE = "podium-kept-states";
export const STATES = "states";
const PATIENCE = 800;
const WRITE_EVERY = 4_000;
const KEPT_FOR = 14 * 24 * 60 * 60 * 1_000;

/**
 * @template T
 * @param {IDBRequest<T>} request
 * @returns {Promise<T>}
 */
export const answerOf = (request) =>
  new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });

/** @returns {Promise<IDBDatabase>} */
export async function openStates() {
  const request = window.indexedDB.open(DATABASE, 1);
  request.onupgradeneeded = () => request.result.createObjectStore(STATES, { keyPath: "scope" });
  const database = await answerOf(request);
  // Another tab clears everything: do not stand in its way.
  database.onversionchange = () => database.close();
  return database;
}

/**
 * @param {IDBTransactionMode} mode
 * @returns {Promise<IDBObjectStore>}
 */
const table = async (mode) => (await openStates()).transaction(STATES, mode).objectStore(STATES);

/** @param {number} wait milliseconds */
const after = (wait) => new Promise((resolve) => window.setTimeout(resolve, wait, null));

/**
 * Return what was kept for this reader, if it is of use.
 * @param {string} scope
 * @returns {Promise<Kept|null>}
 */
export async function readKept(scope) {
  const found = async () => answerOf((await table("readonly")).get(scope));
  /** @type {Kept|null|undefined} */
  const kept = await found().catch(() => null);
  const isOfUse = kept?.version === VERSION && Date.now() - kept.asOf < KEPT_FOR;
  return isOfUse ? kept : null;
}

/**
 * Return what is being read, or nothing if that takes long: a slow disk holds no page up.
 * @param {Promise<Kept|null>} reading
 * @returns {Promise<Kept|null>}
 */
export const readSoon = (reading) => Promise.race([reading, after(PATIENCE)]);

/** Forget the states that are too old to be of use to anybody. */
async function forgetOld() {
  const states = await table("readwrite");
  const all = /** @type {Kept[]} */ (await answerOf(states.getAll()));
  for (const { scope, asOf } of all) if (Date.now() - asOf >= KEPT_FOR) states.delete(scope);
}

/** Writes the state of one page: at once after a while of rest, then every few seconds, and when the page is left. */
class StateKeeper {
  /**
   * @param {RoomSession} session
   * @param {string} scope
   * @param {IDBDatabase} database held open: a page that is being left has no time to open it
   */
  constructor(session, scope, database) {
    this.session = session;
    this.scope = scope;
    this.database = database;
    this.timer = 0;
    this.writtenAt = 0;
  }

  write() {
    window.clearTimeout(this.timer);
    this.timer = 0;
    this.writtenAt = Date.now();
    const { state, asOf, connection } = this.session;
    const since = connection.since?.getTime() ?? null;
    if (connection.phase === "closed") return;
    try {
      const writing = this.database.transaction(STATES, "readwrite");
      writing.objectStore(STATES).put({ scope: this.scope, version: VERSION, state, asOf: asOf.getTime(), since });
      // A page that is being left hears no more of what it has written, and what nobody commits is given up.
      writing.commit();
    } catch {
      // A full disk, or somebody has signed out in another tab: the page that is open goes on without.
    }
  }

  writeSoon() {
    const wait = this.writtenAt + WRITE_EVERY - Date.now();
    if (wait <= 0) this.write();
    else this.timer ||= window.setTimeout(() => this.write(), wait);
  }
}

/**
 * Keep the state of this page from now on.
 * @param {RoomSession} session
 * @param {string} scope
 * @returns {Promise<boolean>} whether this browser keeps any
 */
export async function keepState(session, scope) {
  noteKept();
  const database = await openStates().catch(() => null);
  if (!database) return false;
  const keeper = new StateKeeper(session, scope, database);
  session.addEventListener("change", () => keeper.writeSoon());
  session.addEventListener("phase", () => keeper.write());
  window.addEventListener("pagehide", () => keeper.write());
  document.addEventListener("visibilitychange", () => document.visibilityState === "hidden" && keeper.write());
  keeper.write();
  forgetOld().catch(() => undefined);
  return true;
}
