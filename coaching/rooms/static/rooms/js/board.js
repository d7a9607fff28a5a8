/** `<room-board>`: the public board. Rows slide to their new places; what changed glows for a moment. */

import { field, follow, setAttribute, setText, show, slide } from "./paint.js";
import { openRoomPage } from "./room-page.js";
import { markText } from "./words.js";

/** @typedef {import("./protocol.js").Row} Row */

const LAST = Number.MAX_SAFE_INTEGER;
const ROWS_IN_A_COLUMN = 10;
const MOST_COLUMNS = 3;

/**
 * By place; who has none yet follows in the order of the numbers.
 * @param {Row} one
 * @param {Row} other
 */
const byPlace = (one, other) => (one.position ?? LAST) - (other.position ?? LAST) || one.number - other.number;

class RoomBoard extends HTMLElement {
  /** @param {import("./session.js").RoomSession} session */
  start(session) {
    this.session = session;
    this.list = field(this, "rows");
    this.template = /** @type {HTMLTemplateElement} */ (document.getElementById("board-row"));
    session.addEventListener("change", () => this.paint());
    this.paint();
  }

  paint() {
    const { state } = this.session;
    const rows = Object.values(state.rows).sort(byPlace);
    this.dataset.status = state.room.status;
    show(field(this, "empty"), rows.length === 0);
    show(field(this, "columns"), rows.length > 0);
    if (state.room.status === "ended") setText(field(this, "note"), "");
    this.layOut(rows.length);
    const elements = () => [...this.list.children];
    slide(elements, () => follow(this.list, this.template, rows, (row) => row.competitor).forEach(
      (element, index) => this.paintRow(element, rows[index]),
    ));
  }

  /** @param {number} count */
  layOut(count) {
    const columns = Math.min(MOST_COLUMNS, Math.max(1, Math.ceil(count / ROWS_IN_A_COLUMN)));
    this.style.setProperty("--columns", String(columns));
    this.style.setProperty("--rows", String(Math.max(4, Math.ceil(count / columns))));
    setAttribute(this, "data-columns", columns);
  }

  /**
   * @param {HTMLElement} element
   * @param {Row} row
   */
  paintRow(element, row) {
    setAttribute(element, "data-place", row.position ?? "");
    setAttribute(element, "data-complete", row.of > 0 && row.marked === row.of);
    setText(field(element, "position"), row.position === null ? "" : String(row.position));
    setText(field(element, "name"), row.name);
    for (const cell of element.querySelectorAll("[data-criterion]")) {
      setText(cell, markText(row.criteria?.[cell.dataset.criterion] ?? null));
    }
    field(element, "bar").style.inlineSize = `${row.of ? (100 * row.marked) / row.of : 0}%`;
    this.paintTotal(field(element, "total"), markText(row.total));
  }

  /**
   * @param {HTMLElement} total
   * @param {string} text
   */
  paintTotal(total, text) {
    const isNews = total.textContent !== text && this.session.connection.phase === "live";
    setText(total, text);
    if (isNews) total.animate([{ opacity: 0.35 }, { opacity: 1 }], { duration: 250 });
  }
}

customElements.define("room-board", RoomBoard);

const session = await openRoomPage();
document.querySelector("room-board").start(session);
session.connection.start();
