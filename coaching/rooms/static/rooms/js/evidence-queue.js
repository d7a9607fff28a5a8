/**
 * Photos and voice notes on their way to the server. They are written down before they are sent, survive a reload, and
 * go out one after another as soon as the network allows; the id that this browser gave them makes sure that each
 * arrives once.
 *
 * @typedef {object} Piece
 * @property {string} id
 * @property {string} scope whose piece: the room, the view and the participant
 * @property {number} order
 * @property {string} competitor
 * @property {number} aspect
 * @property {"photo"|"voice"} kind
 * @property {Blob} blob
 * @property {"waiting"|"accepted"|"refused"} state
 * @property {string} error in words
 */

import { newId } from "./protocol.js";
import { Settled } from "./settled.js";
import { gettext } from "./words.js";

const DATABASE = "podium-evidence";
const TABLE = "pieces";
/** How long a piece that is not written down yet stays out of sight. */
const PATIENCE = 2_000;
const SHORTEST_WAIT = 3_000;
const LONGEST_WAIT = 60_000;

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
function openDatabase() {
  const request = window.indexedDB.open(DATABASE, 1);
  request.onupgradeneeded = () => {
    request.result.createObjectStore(TABLE, { keyPath: "id" }).createIndex("scope", "scope");
  };
  return answerOf(request);
}

const csrfToken = () => document.cookie.match(/(?:^|; )csrftoken=([^;]+)/)?.[1] ?? "";

export class EvidenceQueue extends EventTarget {
  /**
   * @param {string} scope
   * @param {string} address where pieces are sent
   */
  constructor(scope, address) {
    super();
    this.scope = scope;
    this.address = address;
    /** @type {Piece[]} */
    this.pieces = [];
    /** @type {Map<string, number>} how much of each is on its way, from 0 to 1 */
    this.progress = new Map();
    /** What was sent or thrown away: no file brings it back. */
    this.gone = new Settled(`${scope}:evidence`);
    this.busy = false;
    this.wait = SHORTEST_WAIT;
    this.timer = 0;
    window.addEventListener("online", () => this.send());
  }

  /** Take in what an earlier page left behind. */
  async open() {
    this.opening = openDatabase().then(
      (database) => (this.database = database),
      () => null,
    );
    await this.opening;
    try {
      const left = await answerOf(this.database.transaction(TABLE).objectStore(TABLE).index("scope").getAll(this.scope));
      const others = left.filter(({ id }) => !this.pieces.some((piece) => piece.id === id));
      this.pieces = [...others, ...this.pieces].sort((a, b) => a.order - b.order);
    } catch {
      this.database = null; // A private window: what waits is lost with the page.
    }
    this.changed();
    this.send();
  }

  /** @param {Piece} piece */
  keep(piece) {
    return this.write((table) => table.put(piece));
  }

  /** @param {string} id */
  forget(id) {
    return this.write((table) => table.delete(id));
  }

  /**
   * Resolves when it is on the disk, or when the disk does not take it.
   * @param {(table: IDBObjectStore) => unknown} change
   */
  async write(change) {
    await this.opening;
    if (!this.database) return;
    const ended = new Promise((resolve, reject) => {
      const transaction = this.database.transaction(TABLE, "readwrite", { durability: "strict" });
      transaction.oncomplete = resolve;
      transaction.onabort = reject;
      change(transaction.objectStore(TABLE));
    });
    await ended.catch(() => undefined);
  }

  /**
   * Shown when it is written down: a photo that is seen waiting survives a reload.
   * @param {{competitor: string, aspect: number, kind: "photo"|"voice", blob: Blob}} what
   */
  async add(what) {
    const order = Math.max(Date.now(), 1 + (this.pieces.at(-1)?.order ?? 0));
    /** @type {Piece} */
    const piece = { ...what, id: newId(), scope: this.scope, order, state: "waiting", error: "" };
    await Promise.race([this.keep(piece), after(PATIENCE)]);
    this.pieces = [...this.pieces, piece];
    this.changed();
    this.send();
  }

  /**
   * Take in pieces that were saved as a file; those that are here or with the room already stay as they are.
   * @param {Pick<Piece, "id"|"competitor"|"aspect"|"kind"|"order"|"blob">[]} saved
   * @param {Object<string, unknown>} evidence of the room
   * @returns {Promise<number>} how many are new
   */
  async bring(saved, evidence) {
    const known = new Set([...this.pieces.map(({ id }) => id), ...Object.keys(evidence)]);
    const fresh = saved.filter(({ id }) => !known.has(id) && !this.gone.has(id));
    /** @type {Piece[]} */
    const pieces = fresh.map((piece) => ({ ...piece, scope: this.scope, state: "waiting", error: "" }));
    this.pieces = [...this.pieces, ...pieces].sort((a, b) => a.order - b.order);
    this.changed();
    await Promise.all(pieces.map((piece) => this.keep(piece)));
    this.send();
    return pieces.length;
  }

  /** @param {string} id */
  drop(id) {
    this.gone.add(id);
    this.pieces = this.pieces.filter((piece) => piece.id !== id);
    this.forget(id);
    this.changed();
  }

  /**
   * Let go of what the room has told everybody.
   * @param {Object<string, unknown>} evidence
   */
  release(evidence) {
    const left = this.pieces.filter((piece) => piece.state !== "accepted" || !(piece.id in evidence));
    if (left.length !== this.pieces.length) this.pieces = left;
  }

  /** Send what waits, one after another; what the network loses is tried again later. */
  async send() {
    window.clearTimeout(this.timer);
    if (this.busy) return;
    this.busy = true;
    let piece;
    while ((piece = this.pieces.find((other) => other.state === "waiting"))) {
      if (!(await this.sent(piece))) break;
      this.wait = SHORTEST_WAIT;
    }
    this.busy = false;
    if (piece) this.later();
  }

  later() {
    this.timer = window.setTimeout(() => this.send(), this.wait);
    this.wait = Math.min(LONGEST_WAIT, this.wait * 2);
  }

  /**
   * @param {Piece} piece
   * @returns {Promise<boolean>} whether the server has answered
   */
  async sent(piece) {
    const answer = await this.post(piece);
    this.progress.delete(piece.id);
    if (!answer) return false;
    if (answer.ok) {
      piece.state = "accepted";
      this.gone.add(piece.id);
      await this.forget(piece.id);
      // Sent once already, from here or from another device, and taken away since.
      if (answer.removed) this.pieces = this.pieces.filter((other) => other !== piece);
    } else {
      Object.assign(piece, { state: "refused", error: answer.error?.message ?? gettext("This could not be sent.") });
      await this.keep(piece);
    }
    this.changed();
    return true;
  }

  /**
   * @param {Piece} piece
   * @returns {Promise<any>} the answer, or null when none came
   */
  post({ id, competitor, aspect, blob }) {
    const form = new FormData();
    for (const [name, value] of Object.entries({ id, competitor, aspect: String(aspect) })) form.append(name, value);
    form.append("file", blob, "evidence");
    return new Promise((resolve) => {
      const request = new XMLHttpRequest();
      request.open("POST", this.address);
      request.responseType = "json";
      request.setRequestHeader("X-CSRFToken", csrfToken());
      request.upload.addEventListener("progress", ({ loaded, total }) => this.moved(id, total ? loaded / total : 0));
      request.addEventListener("load", () => resolve(typeof request.response?.ok === "boolean" ? request.response : null));
      for (const failure of ["error", "abort", "timeout"]) request.addEventListener(failure, () => resolve(null));
      request.send(form);
    });
  }

  /**
   * @param {string} id
   * @param {number} share
   */
  moved(id, share) {
    this.progress.set(id, share);
    this.changed();
  }

  changed() {
    this.dispatchEvent(new Event("change"));
  }
}
