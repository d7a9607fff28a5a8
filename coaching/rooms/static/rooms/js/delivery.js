/**
 * How what waits in the outbox reaches the room: in order, a few at a time, and nothing overtakes what was put off.
 *
 * A room takes only so much at once from one browser and answers the rest with `too_fast` (allowance.py). From the
 * first such answer on nothing is sent until all that is under way is answered and the allowance has refilled; then it
 * goes on with the first that waits.
 */

import { withWhatWasSeen } from "./conflicts.js";
import { message } from "./protocol.js";

/** @typedef {import("./outbox.js").Entry} Entry */

const ANSWER_WAIT = 15_000;
const RETRY_WAIT = 2_000;
/** How often the server may fail at one command before that counts as its answer. */
const MOST_FAILURES = 5;
/** No more than what the room refuses together when the allowance is used up. */
const MOST_UNANSWERED = 50;

export class Delivery {
  /**
   * @param {import("./outbox.js").Outbox} outbox
   * @param {import("./connection.js").RoomConnection} connection
   */
  constructor(outbox, connection) {
    this.outbox = outbox;
    this.connection = connection;
    /** @type {unknown} the way to the room that the unanswered went */
    this.way = null;
    /** @type {Map<string, object>} by command, its sending that no answer has come for */
    this.unanswered = new Map();
    /** @type {Map<string, number>} by command, how often the server failed at it */
    this.failures = new Map();
    /** Whether all wait because one was put off. */
    this.isHeld = false;
  }

  /** How many may be under way. Plain HTTP answers one after another and has no order among several processes. */
  get most() {
    return this.connection.phase === "live" ? MOST_UNANSWERED : 1;
  }

  /** Send what may leave now. */
  go() {
    if (!this.connection.isReachable) return;
    if (this.way !== this.connection.way) this.beginAnew();
    if (this.isHeld) return;
    for (const entry of this.outbox.ready) {
      if (this.unanswered.has(entry.id)) continue;
      if (this.unanswered.size >= this.most || !this.send(entry)) return;
    }
  }

  /** Another way to the room, or the same one anew: on it nothing is under way yet. */
  beginAnew() {
    this.way = this.connection.way;
    this.unanswered.clear();
    this.isHeld = false;
  }

  /**
   * @param {Entry} entry
   * @returns {boolean} whether it left
   */
  send(entry) {
    if (!this.connection.send(message(entry.type, withWhatWasSeen(entry), entry.id))) return false;
    const sending = {};
    this.unanswered.set(entry.id, sending);
    this.outbox.markSent(entry);
    // Over plain HTTP each question has a patience of its own.
    if (this.connection.phase === "live") this.connection.later(() => this.insist(entry.id, sending), ANSWER_WAIT);
    return true;
  }

  /**
   * No answer on a connection that seems alive: break it, and what waits goes out again on the next one.
   * @param {string} id
   * @param {object} sending
   */
  insist(id, sending) {
    if (this.unanswered.get(id) === sending) this.connection.lose();
  }

  /**
   * Take note of the answer to a command that waits.
   * @param {import("./protocol.js").Reply} reply
   * @returns {boolean} whether it says nothing about the command itself, which goes out again
   */
  isPutOff({ id, ok, error }) {
    this.unanswered.delete(id);
    const isPutOff = !ok && (error.code === "too_fast" || (error.code === "failed" && this.mayFailAgain(id)));
    if (isPutOff) this.isHeld = true;
    if (this.isHeld && !this.unanswered.size) this.connection.later(() => this.resume(), RETRY_WAIT);
    return isPutOff;
  }

  /** @param {string} id */
  mayFailAgain(id) {
    const failures = 1 + (this.failures.get(id) ?? 0);
    this.failures.set(id, failures);
    return failures <= MOST_FAILURES;
  }

  resume() {
    this.isHeld = false;
    this.go();
  }
}
