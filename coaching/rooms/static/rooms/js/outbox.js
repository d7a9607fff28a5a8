/**
 * Commands that wait for the server's answer. They are written down before they are sent, survive a reload and a
 * flat battery, and go out again, in order and with the same id, until the server has answered; the server knows
 * an id that it has already carried out. Where a browser keeps no database (a private window) memory must do.
 *
 * @typedef {object} Entry
 * @property {string} id
 * @property {string} scope whose command: the room, the view and the participant
 * @property {number} order
 * @property {string} type
 * @property {Record<string, any>} data
 * @property {"waiting"|"accepted"|"refused"} state
 * @property {boolean} sent whether it ever left this browser
 * @property {number|null} seq of the event that it became
 * @property {import("./protocol.js").RoomError|null} error
 */

import { newId } from "./protocol.js";

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

  /** @param {IDBTransactionMode} mode */
  table(mode) {
    return this.database.transaction(TABLE, mode, { durability: "strict" }).objectStore(TABLE);
  }

  /**
   * @param {string} scope
   * @returns {Promise<Entry[]>}
   */
  all(scope) {
    return answerOf(this.table("readonly").index("scope").getAll(scope));
  }

  /** @param {Entry} entry */
  put(entry) {
    return answerOf(this.table("readwrite").put(entry));
  }

  /** @param {string} id */
  remove(id) {
    return answerOf(this.table("readwrite").delete(id));
  }
}

const memory = {
  put: async () => undefined,
  remove: async () => undefined,
};

export class Outbox extends EventTarget {
  /** @param {string} scope */
  constructor(scope) {
    super();
    this.scope = scope;
    /** @type {{put: (entry: Entry) => Promise<unknown>, remove: (id: string) => Promise<unknown>}} */
    this.store = memory;
    /** @type {Entry[]} */
    this.entries = [];
  }

  /**
   * Take in what an earlier page left on the disk, and write down what came in meanwhile.
   * @param {Disk} disk
   */
  async attach(disk) {
    const left = await disk.all(this.scope);
    const meanwhile = this.entries;
    this.store = disk;
    this.entries = [...left, ...meanwhile].sort((a, b) => a.order - b.order);
    for (const entry of meanwhile) if (entry.state !== "accepted") this.keep(entry);
    if (left.length) {
      this.changed();
      this.dispatchEvent(new Event("found"));
    }
  }

  /** Commands that no answer has come for, in their order. */
  get waiting() {
    return this.entries.filter((entry) => entry.state === "waiting");
  }

  /**
   * Write a command down. One about the same thing that never left this browser is replaced by it.
   * @param {string} type
   * @param {Record<string, any>} data
   * @param {(entry: Entry) => boolean} replaces
   * @returns {Promise<Entry>}
   */
  async add(type, data, replaces = () => false) {
    const stale = this.entries.filter((other) => replaces(other) && (other.state === "refused" || !other.sent));
    const entry = { id: newId(), scope: this.scope, order: this.nextOrder(), type, data, state: "waiting", sent: false };
    this.entries = this.entries.filter((other) => !stale.includes(other)).concat({ ...entry, seq: null, error: null });
    this.changed();
    const added = this.find(entry.id);
    // Written down before it is sent; but a disk that takes its time must not keep a mark back.
    await Promise.race([Promise.all([this.keep(added), ...stale.map((other) => this.forget(other.id))]), after(PATIENCE)]);
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
    this.forget(id);
    this.changed();
  }

  /**
   * The server said no. What was typed stays, with the reason, until it is typed anew or dismissed.
   * @param {string} id
   * @param {import("./protocol.js").RoomError} error
   */
  refuse(id, error) {
    const entry = this.find(id);
    Object.assign(entry, { state: "refused", error });
    this.keep(entry);
    this.changed();
  }

  /** @param {string} id */
  dismiss(id) {
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
    return this.store.put({ ...entry }).catch(() => this.lostTheDisk());
  }

  /** @param {string} id */
  forget(id) {
    return this.store.remove(id).catch(() => this.lostTheDisk());
  }

  /** The disk is full or was taken away: what waits is still in memory, and still goes out. */
  lostTheDisk() {
    this.store = memory;
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
  const outbox = new Outbox(scope);
  const attached = openDatabase()
    .then((database) => outbox.attach(new Disk(database)))
    .catch(() => undefined);
  await Promise.race([attached, after(PATIENCE)]);
  return outbox;
}
