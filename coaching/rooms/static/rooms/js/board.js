/**
 * `<room-board>`: the public board, as a page, in a hall or over the picture of OBS. Rows slide to their new places;
 * when there are more than fit, its pages follow each other. Without a network it keeps what it had and says how old
 * that is.
 */

import { tendNames } from "./board-names.js";
import { field, follow, setAttribute, setText, show, slide } from "./paint.js";
import { openRoomPage } from "./room-page.js";
import { fill, gettext, hourText, markText, ngettext } from "./words.js";

/** @typedef {import("./protocol.js").Row} Row */
/** @typedef {import("./protocol.js").Room} Room */

const LAST = Number.MAX_SAFE_INTEGER;
const ROWS_IN_A_COLUMN = 10;
const MOST_COLUMNS = 3;
const FEWEST_ROWS = 4;
const MINUTE = 60_000;
const AGE_EVERY = 10_000;

/**
 * By place; who has none yet follows in the order of the numbers.
 * @param {Row} one
 * @param {Row} other
 */
const byPlace = (one, other) => (one.position ?? LAST) - (other.position ?? LAST) || one.number - other.number;

/**
 * Whether something is shown only when its form is locked: after the end a row is of the whole sheet.
 * @param {Room} room
 * @param {Row[]} rows
 */
const waitsForLocks = (room, rows) =>
  room.sign_off !== "none" && !room.published && rows.some(({ marked, of }) => marked < of);

/**
 * What of the marks is not shown yet, in words.
 * @param {Room} room
 * @param {boolean} waits whether marks wait for their forms to be locked
 */
function noteText(room, waits) {
  if (room.board_frozen) return "";
  if (room.status === "ended") return waits ? gettext("Marks are shown when their forms are locked") : "";
  if (room.board === "end") return gettext("Marks are shown when the room ends");
  return room.board === "module" ? modulesText(room.modules) : "";
}

/** @param {import("./protocol.js").Module[]} all */
function modulesText(all) {
  const released = all.filter((module) => module.released).map((module) => module.number);
  if (released.length === 0) return gettext("Marks are shown when a module is released");
  if (released.length === all.length) return "";
  const text = ngettext("Marks of module %(modules)s", "Marks of modules %(modules)s", released.length);
  return fill(text, { modules: released.join(", ") });
}

class RoomBoard extends HTMLElement {
  /** @param {import("./session.js").RoomSession} session */
  start(session) {
    this.session = session;
    this.list = field(this, "rows");
    this.template = /** @type {HTMLTemplateElement} */ (document.getElementById("board-row"));
    this.fitNames = tendNames(this, this.list);
    this.pageRows = Number(this.dataset.pageRows);
    this.page = 0;
    this.held = false;
    session.addEventListener("change", () => this.paint());
    session.addEventListener("phase", () => this.paintPhase());
    window.setInterval(() => this.paintAge(), AGE_EVERY);
    this.turnPages(Number(this.dataset.turn));
    this.paint();
    this.paintAge();
  }

  // Pages

  /** @param {number} seconds */
  turnPages(seconds) {
    if (!this.pageRows || !seconds) return;
    window.setInterval(() => this.turn(), seconds * 1000);
    field(this, "hold").addEventListener("click", () => this.hold());
  }

  hold() {
    this.held = !this.held;
    setAttribute(field(this, "hold"), "aria-pressed", String(this.held));
  }

  turn() {
    if (this.held || this.pages < 2) return;
    this.page += 1;
    this.paint();
    const calm = window.matchMedia("(prefers-reduced-motion: reduce)").matches;
    if (!calm) this.list.animate([{ opacity: 0 }, { opacity: 1 }], { duration: 250 });
  }

  /**
   * @param {Row[]} rows all of them, in order
   * @returns {Row[]} those of the page that stands there
   */
  onPage(rows) {
    this.pages = this.pageRows ? Math.max(1, Math.ceil(rows.length / this.pageRows)) : 1;
    if (this.page >= this.pages) this.page = 0;
    const first = this.page * this.pageRows;
    const shown = this.pageRows ? rows.slice(first, first + this.pageRows) : rows;
    show(field(this, "pages"), this.pages > 1);
    const values = { first: first + 1, last: first + shown.length, all: rows.length };
    setText(field(this, "page"), fill(gettext("%(first)s–%(last)s of %(all)s"), values));
    return shown;
  }

  // Painting

  paint() {
    const { room, rows: known } = this.session.state;
    const all = Object.values(known).sort(byPlace);
    this.dataset.status = room.status;
    setAttribute(this, "data-frozen", room.board_frozen);
    show(field(this, "empty"), all.length === 0);
    show(field(this, "columns"), all.length > 0);
    setText(field(this, "note"), noteText(room, waitsForLocks(room, all)));
    const rows = this.onPage(all);
    this.layOut(rows.length);
    const elements = () => [...this.list.children];
    slide(elements, () => this.paintRows(rows));
  }

  /** @param {Row[]} rows */
  paintRows(rows) {
    const elements = follow(this.list, this.template, rows, (row) => row.competitor);
    elements.forEach((element, index) => this.paintRow(element, rows[index]));
    this.fitNames();
  }

  /** @param {number} count */
  layOut(count) {
    const columns = this.pageRows ? 1 : Math.min(MOST_COLUMNS, Math.max(1, Math.ceil(count / ROWS_IN_A_COLUMN)));
    // Where everybody is on one page, nothing is left free for rows that are not there.
    const rows = this.pages > 1 ? this.pageRows : Math.max(FEWEST_ROWS, Math.ceil(count / columns));
    this.style.setProperty("--columns", String(columns));
    this.style.setProperty("--rows", String(rows));
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
    setText(field(element, "name"), this.nameText(row));
    const isNamed = this.session.state.room.board_names === "name";
    setAttribute(element.querySelector(".board-name"), "data-number", isNamed ? row.number : null);
    for (const cell of element.querySelectorAll("[data-criterion]")) {
      setText(cell, markText(row.criteria?.[cell.dataset.criterion] ?? null));
    }
    field(element, "bar").style.inlineSize = `${row.of ? (100 * row.marked) / row.of : 0}%`;
    this.paintTotal(field(element, "total"), markText(row.total));
  }

  /** @param {Row} row */
  nameText(row) {
    const byNumber = this.session.state.room.board_names === "number";
    return byNumber ? fill(gettext("Competitor %(number)s"), { number: row.name }) : row.name;
  }

  /**
   * @param {HTMLElement} total
   * @param {string} text
   */
  paintTotal(total, text) {
    const isNews = total.textContent !== text && this.session.connection.isReachable;
    setText(total, text);
    if (isNews) total.animate([{ opacity: 0.35 }, { opacity: 1 }], { duration: 250 });
  }

  /** A board that the host has closed shows nothing any more. */
  paintPhase() {
    const isClosed = this.session.connection.phase === "closed";
    show(field(this, "closed"), isClosed);
    for (const part of ["rows", "columns", "note", "empty"]) if (isClosed) show(field(this, part), false);
    if (!isClosed) this.paintAge();
  }

  /** Say how old the rows are while the room cannot be reached. */
  paintAge() {
    const { since, isReachable } = this.session.connection;
    const age = field(this, "age");
    show(age, !isReachable && since !== null);
    if (isReachable || since === null) return;
    const minutes = Math.floor((Date.now() - since.getTime()) / MINUTE);
    const text = minutes
      ? ngettext("As it was at %(time)s, %(minutes)s minute ago", "As it was at %(time)s, %(minutes)s minutes ago", minutes)
      : gettext("As it was at %(time)s");
    setText(age, fill(text, { time: hourText(since), minutes }));
  }
}

customElements.define("room-board", RoomBoard);

const session = await openRoomPage();
document.querySelector("room-board").start(session);
session.connection.start();
