/**
 * The socket of the room that stands on a championship's board: one at a time, for as long as its slide is shown. When it
 * breaks it comes back a little later each time; meanwhile the board looks at the server anyway.
 */

import { isFinal, socketAddress } from "./protocol.js";
import { EMPTY, leavesGap, reduce } from "./state.js";

const FIRST_WAIT = 1_000;
const LONGEST_WAIT = 16_000;
const LAST = Number.MAX_SAFE_INTEGER;

/**
 * By place; who has none yet follows in the order of the numbers, as the server has it.
 * @param {import("./protocol.js").Row} one
 * @param {import("./protocol.js").Row} other
 */
const byPlace = (one, other) => (one.position ?? LAST) - (other.position ?? LAST) || one.number - other.number;

export class BoardLink {
  /**
   * @param {(news: any) => void} take called with what the room shows, whenever that changes
   * @param {() => void} closed called when the room may not be looked at any more
   */
  constructor(take, closed) {
    this.take = take;
    this.closed = closed;
    /** @type {string|null} */
    this.room = null;
    /** @type {WebSocket|null} */
    this.socket = null;
    this.timer = 0;
    this.wait = FIRST_WAIT;
  }

  /**
   * Follow this room and no other; null follows none.
   * @param {string|null} room
   */
  follow(room) {
    if (room === this.room) return;
    this.room = room;
    this.wait = FIRST_WAIT;
    this.open();
  }

  open() {
    window.clearTimeout(this.timer);
    const before = this.socket;
    this.socket = null;
    before?.close();
    if (this.room === null) return;
    this.state = EMPTY;
    const socket = new WebSocket(socketAddress(this.room, "board"));
    this.socket = socket;
    socket.addEventListener("message", (event) => socket === this.socket && this.heard(JSON.parse(event.data)));
    socket.addEventListener("close", (event) => socket === this.socket && this.lost(event.code));
  }

  /** @param {any} message */
  heard(message) {
    this.wait = FIRST_WAIT;
    if (leavesGap(this.state, message)) return this.open();
    this.state = reduce(this.state, message);
    const { room, rows } = this.state;
    if (!room || room.status === "ended") return this.closed();
    const ordered = Object.values(rows).sort(byPlace);
    this.take({
      room: this.room,
      rows: ordered.map((row) => ({ ...row, key: row.competitor })),
      state: room.board_frozen ? "frozen" : room.status,
      byNumber: room.board_names === "number",
    });
  }

  /** @param {number} code */
  lost(code) {
    this.socket = null;
    if (isFinal(code)) return this.closed();
    this.timer = window.setTimeout(() => this.open(), this.wait / 2 + (Math.random() * this.wait) / 2);
    this.wait = Math.min(LONGEST_WAIT, this.wait * 2);
  }
}
