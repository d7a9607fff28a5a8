/**
 * Commands that wait for the server's answer. They are written down before they are shown as waiting or sent (journal.js
 * at once, then the database), survive a reload and a flat battery, and go out again, in order and with the same id,
 * until the server has answered; the server knows an id that it has already carried out.
 *
 * @typedef {object} Entry
 * @property {string} id
 * @property {string} scope whose command: the room, the view and the participant
 * @property {number} order
 * @property {string} type
 * @property {Record<string, any>} data
 * @property {"waiting"|"accepted"|"refused"|"conflict"} state
 * @property {boolean} sent whether it ever left this browser
 * @property {boolean} waited whether it was given, or waited, without a connection
 * @property {Basis|null} basis what the person saw of the aspect when they gave it
 * @property {number|null} seq of the event that it became
 * @property {import("./protocol.js").RoomError|null} error
 * @typedef {{mark: string|null, round: number, state: string, seq: number}} Basis
 */

import { Journal } from "./journal.js";
import { newId } from "./protocol.js";
import { Settled } from "./settled.js";

const DATABASE = "podium-rooms";
const TABLE = "outbox";
const PATIENCE = 1_000;

/**
 * @template T
 * @param {IDBRequest<T>} request
 * @returns {Promise<T>}
 */
const answerOf = (request) =>
  new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });

/** @param {number} wait milliseconds */
const after = (wait) => new Promise((resolve) => window.setTimeout(resolve, wait));

/** @returns {Promise<IDBDatabase>} */
async function openDatabase() {
  const request = window.indexedDB.open(DATABASE, 1);
  request.onupgradeneeded = () => {
    request.result.createObjectStore(TABLE, { keyPath: "id" }).createIndex("scope", "scope");
  };
  return answerOf(request);
}

class Disk {
  /** @param {IDBDatabase} database */
  constructor(database) {
    this.database = database;
  }

  /**
   * @param {string} scope
   * @returns {Promise<Entry[]>}
   */
  all(scope) {
    return answerOf(this.database.transaction(TABLE).objectStore(TABLE).index("scope").getAll(scope));
  }

  /** @param {Entry} entry */
  put(entry) {
    return this.write((table) => table.put(entry));
  }

  /** @param {string} id */
  remove(id) {
    return this.write((table) => table.delete(id));
  }

  /**
   * Resolves when it is on the disk: the answer to a request alone promises nothing.
   * @param {(table: IDBObjectStore) => unknown} change
   * @returns {Promise<void>}
   */
  write(change) {
    return new Promise((resolve, reject) => {
      const transaction = this.database.transaction(TABLE, "readwrite", { durability: "strict" });
      transaction.oncomplete = () => resolve();
      transaction.onabort = () => reject(transaction.error);
      change(transaction.objectStore(TABLE));
    });
  }
}

/** For commands that end with the page. */
const nowhere = { note: () => null, done: () => undefined, holds: () => true, read: () => new Map() };

export class Outbox extends EventTarget {
  /**
   * @param {string} scope
   * @param {Pick<Journal, "note"|"done"|"holds"|"read">} [journal]
   */
  constructor(scope, journal = nowhere) {
    super();
    this.scope = scope;
    this.journal = journal;
    this.settled = new Settled(scope);
    /** @type {Disk|null} none before it is open, and where there is none */
    this.store = null;
    /** @type {Entry[]} */
    this.entries = [];
    /** @type {Set<string>} what is not written down yet */
    this.unwritten = new Set();
  }

  /**
   * Take in what an earlier page left behind, and write down what came in meanwhile.
   * @param {Disk|null} disk
   */
  async attach(disk) {
    const found = new Map((await disk?.all(this.scope))?.map((entry) => [entry.id, entry]));
    const noted = this.journal.read();
    for (const [id, entry] of noted) found.set(id, entry);
    const meanwhile = this.entries;
    const left = [...found.values()].filter((entry) => entry && !this.find(entry.id));
    this.store = disk;
    this.entries = [...left.map((entry) => ({ ...entry, waited: true })), ...meanwhile].sort((a, b) => a.order - b.order);
    this.writeNoted(noted);
    for (const entry of meanwhile) if (entry.state !== "accepted") this.keep(entry);
    if (left.length) {
      this.changed();
      this.dispatchEvent(new Event("found"));
    }
  }

  /** @param {Map<string, Entry|null>} noted */
  writeNoted(noted) {
    for (const [id, entry] of noted) {
      if (entry) this.keep(this.find(id));
      else if (this.store) this.forget(id);
      else this.journal.done(id, "null");
    }
  }

  /** Commands that no answer has come for, in their order. */
  get waiting() {
    return this.entries.filter((entry) => entry.state === "waiting");
  }

  /** Those of them that may be sent: all before the first that is not written down yet, so that the order holds. */
  get ready() {
    const { waiting } = this;
    const unwritten = waiting.findIndex((entry) => this.unwritten.has(entry.id));
    return unwritten < 0 ? waiting : waiting.slice(0, unwritten);
  }

  /** Commands that somebody else has overtaken: the person decides what stays. */
  get conflicts() {
    return this.entries.filter((entry) => entry.state === "conflict");
  }

  /**
   * Write a command down. One about the same thing that never left this browser is replaced by it.
   * @param {string} type
   * @param {Record<string, any>} data
   * @param {(entry: Entry) => boolean} replaces
   * @param {{basis: Basis|null, waited: boolean}} told
   * @returns {Promise<Entry>}
   */
  async add(type, data, replaces = () => false, told = { basis: null, waited: false }) {
    const isSettled = ({ state, sent }) => state === "refused" || state === "conflict" || !sent;
    const stale = this.entries.filter((other) => replaces(other) && isSettled(other));
    const order = this.nextOrder();
    const entry = { id: newId(), scope: this.scope, order, type, data, state: "waiting", sent: false, ...told };
    this.entries = this.entries.filter((other) => !stale.includes(other)).concat({ ...entry, seq: null, error: null });
    const added = this.find(entry.id);
    // A file that was saved before may hold them: it must not bring them back over what is given now.
    for (const other of stale) if (other.waited || other.state !== "waiting") this.settled.add(other.id);
    this.unwritten.add(entry.id);
    const kept = [this.keep(added), ...stale.map((other) => this.forget(other.id))];
    this.changed();
    // Written down before it is sent; but a disk that takes its time must not keep a mark back.
    if (!this.journal.holds(entry.id)) await Promise.race([Promise.all(kept), after(PATIENCE)]);
    this.unwritten.delete(entry.id);
    return added;
  }

  nextOrder() {
    return Math.max(Date.now(), 1 + (this.entries.at(-1)?.order ?? 0));
  }

  /**
   * @param {string} id
   * @returns {Entry|undefined}
   */
  find(id) {
    return this.entries.find((entry) => entry.id === id);
  }

  /** @param {Entry} entry */
  markSent(entry) {
    if (entry.sent) return;
    entry.sent = true;
    this.keep(entry);
  }

  /**
   * The server has it. It stays in sight until the event with its `seq` has arrived.
   * @param {string} id
   * @param {number} seq
   */
  accept(id, seq) {
    const entry = this.find(id);
    Object.assign(entry, { state: "accepted", seq });
    if (entry.waited) this.settled.add(id);
    this.forget(id);
    this.changed();
  }

  /**
   * The server said no. What was typed stays, with the reason, until it is typed anew or dismissed.
   * @param {string} id
   * @param {import("./protocol.js").RoomError} error
   * @param {"refused"|"conflict"} state
   */
  refuse(id, error, state = "refused") {
    const entry = this.find(id);
    Object.assign(entry, { state, error });
    this.keep(entry);
    this.changed();
  }

  /** The connection is gone: whatever waits may be overtaken by somebody else. */
  loseTouch() {
    for (const entry of this.waiting) {
      if (!entry.waited) this.keep(Object.assign(entry, { waited: true }));
    }
  }

  /**
   * Take in commands of this participant that were saved as a file; those that are known already stay as they are,
   * and those that are settled stay away.
   * @param {Entry[]} entries
   * @returns {Promise<number>} how many are new
   */
  async bring(entries) {
    const fresh = entries.filter((entry) => !this.find(entry.id) && !this.settled.has(entry.id));
    this.entries = [...this.entries, ...fresh].sort((a, b) => a.order - b.order);
    await Promise.race([Promise.all(fresh.map((entry) => this.keep(entry))), after(PATIENCE)]);
    if (fresh.length) {
      this.changed();
      this.dispatchEvent(new Event("found"));
    }
    return fresh.length;
  }

  /** @param {string} id */
  dismiss(id) {
    this.settled.add(id);
    this.entries = this.entries.filter((entry) => entry.id !== id);
    this.forget(id);
    this.changed();
  }

  /**
   * Let go of accepted commands whose event is on the screen.
   * @param {number} seq
   */
  release(seq) {
    const left = this.entries.filter((entry) => entry.state !== "accepted" || entry.seq > seq);
    if (left.length === this.entries.length) return;
    this.entries = left;
    this.changed();
  }

  /** @param {Entry} entry */
  keep(entry) {
    return this.written(entry.id, { ...entry });
  }

  /** @param {string} id */
  forget(id) {
    return this.written(id, null);
  }

  /**
   * @param {string} id
   * @param {Entry|null} entry as it is now, or null when it is gone
   */
  async written(id, entry) {
    const text = this.journal.note(id, entry);
    const { store } = this;
    try {
      await (entry ? store?.put(entry) : store?.remove(id));
      if (store) this.journal.done(id, text);
    } catch {
      // The disk is full or was taken away: what waits is still noted, and still goes out.
      this.store = null;
    }
  }

  changed() {
    this.dispatchEvent(new Event("change"));
  }
}

/**
 * Open the outbox of one participant in one room, with what an earlier page left in it. A disk that is slow to open
 * holds nothing up: what it kept comes later, with the event "found".
 * @param {string} scope
 * @returns {Promise<Outbox>}
 */
export async function openOutbox(scope) {
  const outbox = new Outbox(scope, new Journal(scope));
  const attached = openDatabase()
    .then((database) => outbox.attach(new Disk(database)))
    .catch(() => outbox.attach(null));
  await Promise.race([attached, after(PATIENCE)]);
  return outbox;
}
