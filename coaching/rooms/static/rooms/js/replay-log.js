/**
 * The log of a room for its replay: fetched page by page, and the state after any event, by the same reducer that the
 * live screens use. States are immutable, so one is kept every so often and the ones between are made again.
 *
 * @typedef {import("./state.js").State} State
 * @typedef {object} Told
 * @property {"event"} type
 * @property {number} seq
 * @property {number} after
 * @property {string} event
 * @property {string} at
 * @property {any} data
 * @property {string} who
 * @property {string} what
 */

import { EMPTY, reduce } from "./state.js";

const KEPT_EVERY = 200;

export class ReplayLog {
  /** @param {{type: string, seq: number, data: any}} beginning the snapshot after the first event */
  constructor(beginning) {
    /** @type {Told[]} by their number, from 1 */
    this.events = [];
    this.beginning = reduce(EMPTY, beginning);
    /** @type {Map<number, State>} */
    this.kept = new Map([[this.beginning.seq, this.beginning]]);
    this.newest = this.beginning;
    this.isWhole = false;
  }

  get length() {
    return this.events.length;
  }

  /** @param {Told[]} events the next ones */
  take(events) {
    for (const event of events) {
      this.events.push(event);
      this.newest = reduce(this.newest, event);
      if (event.seq % KEPT_EVERY === 0) this.kept.set(event.seq, this.newest);
    }
  }

  /**
   * @param {number} seq
   * @returns {State} the room after the event `seq`
   */
  at(seq) {
    if (seq >= this.newest.seq) return this.newest;
    const near = Math.max(this.beginning.seq, Math.floor(seq / KEPT_EVERY) * KEPT_EVERY);
    let state = this.kept.get(near) ?? this.beginning;
    for (const event of this.events.slice(state.seq, seq)) state = reduce(state, event);
    return state;
  }

  /**
   * @param {number} seq
   * @returns {Told|undefined}
   */
  event(seq) {
    return this.events[seq - 1];
  }
}

/**
 * Read the whole log into `log`, page by page; `onPage` is called after each.
 * @param {ReplayLog} log
 * @param {string} address
 * @param {() => void} onPage
 */
export async function readLog(log, address, onPage) {
  let after = 0;
  while (!log.isWhole) {
    const answer = await fetch(`${address}?after=${after}`, { headers: { Accept: "application/json" } });
    if (!answer.ok) throw new Error(String(answer.status));
    const page = await answer.json();
    log.take(page.events);
    log.isWhole = page.next === null;
    after = page.next ?? after;
    onPage();
  }
}
