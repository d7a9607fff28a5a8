/**
 * A room as one page sees it: the connection, the state and the outbox, tied together.
 *
 * Events: "change" (the state, detail: the message that changed it), "outbox", "phase", "offset".
 */

import { RoomConnection } from "./connection.js";
import { isConflict } from "./conflicts.js";
import { Delivery } from "./delivery.js";
import { keepState, readKept, readSoon } from "./kept-states.js";
import { Outbox, openOutbox } from "./outbox.js";
import { message, plainAddresses, socketAddress } from "./protocol.js";
import { EMPTY, leavesGap, markKey, reduce } from "./state.js";
import { gettext } from "./words.js";

/** Whose pages open without a network. */
const KEEPS = new Set(["judge", "coordinator", "competitor"]);

/** A command of the host that did not reach the room, or that the room refused. */
export class CommandFailed extends Error {}

export class RoomSession extends EventTarget {
  /**
   * @param {{room: string, view: import("./protocol.js").View, participant: string|null, snapshot: any}} page
   * @param {import("./outbox.js").Outbox} outbox
   * @param {any} [kept] the last state that this browser had of the room (kept-states.js), if it keeps any
   */
  constructor(page, outbox, kept = null) {
    super();
    this.outbox = outbox;
    this.state = page.snapshot ? reduce(EMPTY, page.snapshot) : EMPTY;
    /** When the room last said something to this browser. */
    this.asOf = new Date(page.snapshot?.data.now ?? Date.now());
    /** @type {Map<string, {resolve: (reply: any) => void, reject: (error: Error) => void}>} */
    this.asked = new Map();
    this.connection = new RoomConnection(socketAddress(page.room, page.view), plainAddresses(page.room, page.view));
    this.delivery = new Delivery(outbox, this.connection);
    /** Whether the state of this page is kept for a later one; resolved once the first of it is written. */
    this.keeping = Promise.resolve(false);
    /** Whether the state is one that was kept: whatever the server says takes its place. */
    this.isKept = false;
    if (this.isOlderThan(kept)) this.begin(kept);
    this.connection.addEventListener("message", (event) => this.take(event.detail));
    this.connection.addEventListener("phase", (event) => this.phaseChanged(event.detail));
    this.connection.addEventListener("offset", (event) => this.tell("offset", event.detail));
    outbox.addEventListener("change", () => this.tell("outbox", outbox.waiting.length));
    outbox.addEventListener("found", () => this.delivery.go());
  }

  /**
   * @param {any} kept
   * @returns {boolean} whether what was kept says more than the page, and than the server if it has said anything yet
   */
  isOlderThan(kept) {
    return Boolean(kept) && kept.asOf > this.asOf.getTime() && kept.state.seq >= this.state.seq;
  }

  /**
   * Begin with what was kept: this page was opened without a network, or is older than what this browser knows.
   * @param {any} kept
   */
  begin(kept) {
    this.isKept = true;
    this.state = kept.state;
    this.asOf = new Date(kept.asOf);
    if (kept.since !== null) this.connection.since = new Date(kept.since);
  }

  /**
   * Take in what was kept when a slow disk has brought it after the page was shown.
   * @param {any} kept
   */
  beginLate(kept) {
    if (!this.isOlderThan(kept)) return;
    const before = this.state;
    this.begin(kept);
    this.tell("change", { message: { type: "snapshot" }, before });
    const { phase, since, code } = this.connection;
    this.tell("phase", { phase, since, code });
  }

  /** Milliseconds that the server's clock is ahead of ours. */
  get offset() {
    return this.connection.meter.value ?? 0;
  }

  /**
   * Keep a command until the server has answered it, however long that takes.
   * @param {string} type
   * @param {Record<string, any>} data
   * @param {(entry: import("./outbox.js").Entry) => boolean} [replaces]
   */
  async command(type, data, replaces) {
    const told = { basis: this.basisOf(data), waited: !this.connection.isReachable };
    await this.outbox.add(type, data, replaces, told);
    this.delivery.go();
  }

  /**
   * What the person saw of an aspect when they gave a command about it.
   * @param {Record<string, any>} data
   * @returns {import("./outbox.js").Basis|null}
   */
  basisOf({ competitor, aspect }) {
    if (!competitor || !aspect) return null;
    const known = this.state.marks[markKey(competitor, aspect)];
    const { mark = null, round = 1, state = "scoring" } = known ?? {};
    return { mark, round, state, seq: this.state.seq };
  }

  /**
   * Send a command that makes sense only now (the host's clock and door); it is never repeated later.
   * @param {string} type
   * @param {Record<string, any>} data
   * @returns {Promise<any>} what the server answered
   */
  ask(type, data) {
    const content = message(type, data);
    return new Promise((resolve, reject) => {
      if (!this.connection.send(content)) {
        reject(new CommandFailed(gettext("You are offline. Wait for the connection and try again.")));
        return;
      }
      this.asked.set(content.id, { resolve, reject });
    });
  }

  /** @param {any} content */
  take(content) {
    if (content.type === "reply") return this.answered(content);
    this.asOf = new Date();
    if (leavesGap(this.state, content)) return this.connection.catchUp();
    this.move(content);
    this.outbox.release(this.state.seq);
  }

  /** @param {any} content */
  move(content) {
    const before = this.state;
    const isFirst = this.isKept && content.type === "snapshot";
    if (isFirst) this.isKept = false;
    this.state = reduce(isFirst ? EMPTY : before, content);
    if (this.state !== before) this.tell("change", { message: content, before });
  }

  /** @param {import("./protocol.js").Reply} reply */
  answered(reply) {
    const asked = this.asked.get(reply.id);
    this.asked.delete(reply.id);
    if (asked) {
      if (reply.ok) asked.resolve(reply.data);
      else asked.reject(new CommandFailed(reply.error.message));
    } else if (this.outbox.find(reply.id)?.state === "waiting") this.settle(reply);
  }

  /** @param {import("./protocol.js").Reply} reply */
  settle(reply) {
    const isPutOff = this.delivery.isPutOff(reply);
    if (reply.ok) this.outbox.accept(reply.id, reply.seq);
    else if (!isPutOff) this.refused(this.outbox.find(reply.id), reply.error);
    this.outbox.release(this.state.seq);
    this.delivery.go();
  }

  /**
   * @param {import("./outbox.js").Entry} entry
   * @param {import("./protocol.js").RoomError} error
   */
  refused(entry, error) {
    this.outbox.refuse(entry.id, error, isConflict(entry, error) ? "conflict" : "refused");
  }

  /** @param {{phase: string}} detail */
  phaseChanged(detail) {
    if (detail.phase === "offline" || detail.phase === "closed") this.loseTouch();
    this.delivery.go();
    this.tell("phase", detail);
  }

  /** What waits now may be overtaken by others; what needed an answer at once has none. */
  loseTouch() {
    this.outbox.loseTouch();
    this.failAsked();
  }

  failAsked() {
    const text = gettext("The connection broke before the answer came. Look at the room and try again if need be.");
    for (const { reject } of this.asked.values()) reject(new CommandFailed(text));
    this.asked.clear();
  }

  /**
   * @param {string} name
   * @param {unknown} detail
   */
  tell(name, detail) {
    this.dispatchEvent(new CustomEvent(name, { detail }));
  }
}

/**
 * Read what the server put into the page as JSON under `id`.
 * @param {string} id
 */
export function pageData(id) {
  const element = document.getElementById(id);
  return element ? JSON.parse(element.textContent) : null;
}

/**
 * Open the session of this page from its `room-page` data; the first state is on the screen before the socket is up.
 * Only judges give commands that are worth keeping.
 * @returns {Promise<RoomSession>}
 */
export async function openSession() {
  const page = pageData("room-page");
  const scope = [page.room, page.view, page.participant ?? ""].join(":");
  if (!KEEPS.has(page.view)) return new RoomSession(page, new Outbox(scope));
  const outbox = page.view === "competitor" ? new Outbox(scope) : openOutbox(scope);
  const reading = readKept(scope);
  const session = new RoomSession(page, await outbox, await readSoon(reading));
  // Written only once it has been read: this page must not put something older in its place.
  session.keeping = reading.then((kept) => {
    session.beginLate(kept);
    return keepState(session, scope);
  });
  return session;
}
