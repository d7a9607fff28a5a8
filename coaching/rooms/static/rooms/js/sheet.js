/**
 * `<marking-sheet>`: the sheet of a judge or the coordinator. Either one competitor with all chosen sub-criteria, or one
 * aspect with all competitors; no row is ever drawn anew.
 */

import "./form-bar.js";
import { EvidenceQueue } from "./evidence-queue.js";
import { isAbout, isDone, needsMe, shownMark } from "./marks.js";
import { field, onceAFrame, setAttribute, setText, show } from "./paint.js";
import { openRoomPage } from "./room-page.js";
import "./room-warnings.js";
import { closedText, closedWhy } from "./sheet-access.js";
import { AspectRow } from "./sheet-aspect.js";
import { Column } from "./sheet-column.js";
import { paintConflicts, tendConflicts } from "./sheet-conflicts.js";
import { paintDiscussion, tendDiscussions } from "./sheet-discussion.js";
import { tendSavedSheet } from "./sheet-file.js";
import { followScroll, paintActions, paintHead, paintParts, paintTabs } from "./sheet-head.js";
import { listenToKeys } from "./sheet-keys.js";
import { RowNotes } from "./sheet-notes.js";
import { UndoList } from "./sheet-undo.js";
import { askForNewRound, openNewRound, undoLast } from "./sheet-undoing.js";
import { isOut } from "./state.js";
import { gettext, markText } from "./words.js";

/** @typedef {import("./session.js").RoomSession} RoomSession */

const CHOICE = "podium-sheet-order";
const COMPETITOR = /^#(\d+)(?:-(\d+))?$/;
const ASPECT = /^#a(\d+)$/;

class MarkingSheet extends HTMLElement {
  /** @param {RoomSession} session */
  start(session) {
    this.session = session;
    /** @type {string|null} */
    this.competitor = null;
    /** @type {Set<AspectRow>} rows that the filter leaves in sight; it changes only when the judge moves */
    this.kept = new Set();
    /** @type {Map<string, {mark: string, reason: string}>} what was being typed, by competitor and aspect */
    this.drafts = new Map();
    this.onlyMissing = false;
    this.undoList = new UndoList(session);
    this.queue = new EvidenceQueue(session.outbox.scope, this.dataset.evidence);
    this.sheetRows = [...this.querySelectorAll(".aspect")].map((element) => this.madeRow(element));
    this.column = new Column(field(this, "column"), (element) => this.madeRow(element));
    /** @type {"competitor"|"aspect"} */
    this.mode = "competitor";
    this.listen();
    tendConflicts(this);
    tendSavedSheet(session, this.queue);
    tendDiscussions(this);
    this.beginWhereAsked();
    const paint = onceAFrame(() => this.paint());
    for (const name of ["change", "outbox"]) session.addEventListener(name, paint);
    this.undoList.addEventListener("change", paint);
    this.queue.addEventListener("change", paint);
    this.queue.open();
    session.addEventListener("phase", () => session.connection.isReachable && this.queue.send());
    this.paint();
    followScroll(this);
  }

  /** @param {HTMLElement} element */
  madeRow(element) {
    const row = new AspectRow(element, this.acts());
    row.notes = new RowNotes(row, this.session, this.queue);
    return row;
  }

  /** The rows of the order that is shown. */
  get rows() {
    return this.mode === "aspect" ? this.column.rows : this.sheetRows;
  }

  acts() {
    return {
      mark: (row, mark, reason) => this.send("measurement.record", row, { mark, reason }),
      observe: (row, observation) => this.send("measurement.observe", row, { observation }),
      score: (row, score) => this.send("judgement.score", row, { score, round: row.shown.round }),
      withdraw: (row) => this.send("judgement.score", row, { score: null, round: row.shown.round }),
      reopen: (row) => askForNewRound(this, row),
      dismiss: (row) => this.session.outbox.dismiss(row.shown.refused.id),
    };
  }

  listen() {
    field(this, "tabs").addEventListener("click", (event) => {
      const tab = /** @type {Element} */ (event.target).closest("li");
      if (tab) this.choose(tab.dataset.key);
    });
    this.querySelector("[data-action=filter]").addEventListener("change", (event) => {
      this.onlyMissing = /** @type {HTMLInputElement} */ (event.target).checked;
      this.kept.clear();
      this.paint();
    });
    field(this, "aspects").addEventListener("change", (event) => {
      this.chooseAspect(Number(/** @type {HTMLSelectElement} */ (event.target).value));
    });
    for (const button of this.querySelectorAll("[data-mode]")) {
      button.addEventListener("click", () => this.order(button.dataset.mode));
    }
    this.listenToDock();
    listenToKeys(this, this.keys());
  }

  listenToDock() {
    const acts = {
      "next-unmarked": () => this.seek(),
      "turn-on": () => this.turn(1),
      "turn-back": () => this.turn(-1),
      undo: () => undoLast(this),
    };
    for (const [action, act] of Object.entries(acts)) {
      this.querySelector(`[data-action=${action}]`).addEventListener("click", act);
    }
    document.querySelector("[data-action=new-round]").addEventListener("click", () => openNewRound(this));
  }

  keys() {
    return {
      move: (step) => this.move(step),
      score: (score) => this.current?.score(score),
      act: (action) => (action === "comment" ? this.current?.notes.toggle(true) : this.current?.act(action)),
      turn: (step) => this.turn(step),
      seek: () => this.seek(),
      undo: () => undoLast(this),
      swap: () => this.order(this.mode === "aspect" ? "competitor" : "aspect"),
      leave: () => {
        this.current?.notes.toggle(false);
        this.current?.toggleOther(false);
      },
    };
  }

  // What the judge does

  /**
   * @param {string} type
   * @param {AspectRow} row
   * @param {Record<string, any>} data
   */
  send(type, row, data) {
    const { competitor, aspect } = row;
    const name = this.competitors.find((person) => person.id === competitor)?.name ?? "";
    this.undoList.note(type, { competitor, aspect, code: row.element.dataset.code }, data, name);
    this.command(type, competitor, aspect, data);
  }

  /**
   * @param {string} type
   * @param {string} competitor
   * @param {number} aspect
   * @param {Record<string, any>} data
   */
  command(type, competitor, aspect, data) {
    this.session.command(type, { competitor, aspect, ...data }, (entry) => isAbout(entry, competitor, aspect));
  }

  // Getting about

  get competitors() {
    return this.session.state.competitors.filter((person) => !isOut(person));
  }

  /** The row that holds the focus. */
  get current() {
    return this.rows.find((row) => row.element.contains(document.activeElement));
  }

  get shownRows() {
    return this.rows.filter((row) => !row.element.hidden);
  }

  /**
   * Whether the judge at this screen still has something to do in the row.
   * @param {AspectRow} row
   */
  waitsForMe(row) {
    return needsMe(row.shown) && (row.why === null || row.why === "lobby");
  }

  /** @param {AspectRow|undefined} row */
  focusRow(row) {
    if (!row) return;
    row.element.focus({ preventScroll: true });
    row.element.scrollIntoView({ block: "nearest" });
  }

  /** @param {1|-1} step */
  move(step) {
    const rows = this.shownRows;
    const at = this.current ? rows.indexOf(this.current) : -1;
    this.focusRow(at < 0 ? this.firstInSight() : rows[Math.min(rows.length - 1, Math.max(0, at + step))]);
  }

  firstInSight() {
    const top = this.querySelector(".sheet-top").getBoundingClientRect().bottom;
    return this.shownRows.find((row) => row.element.getBoundingClientRect().top >= top) ?? this.shownRows[0];
  }

  /** Go on to the next row that waits for this judge, over the end of the sheet if need be. */
  seek() {
    const at = this.current ? this.rows.indexOf(this.current) : -1;
    const inOrder = [...this.rows.slice(at + 1), ...this.rows.slice(0, at + 1)];
    const next = inOrder.find((row) => this.waitsForMe(row));
    if (next) this.focusRow(next);
    else this.announce(gettext("Nothing here waits for you."));
  }

  /** @param {1|-1} step */
  turn(step) {
    const isColumn = this.mode === "aspect";
    const all = isColumn ? this.sheetRows.map((row) => row.aspect) : this.competitors.map((person) => person.id);
    const at = all.indexOf(isColumn ? this.column.aspect : this.competitor);
    const next = all[(at + step + all.length) % all.length];
    if (isColumn) this.chooseAspect(next);
    else if (next) this.choose(next);
  }

  /**
   * Show one place of the room in the order that is shown now.
   * @param {string} competitor
   * @param {number} aspect
   */
  goTo(competitor, aspect) {
    if (this.mode === "aspect") this.chooseAspect(aspect);
    else this.choose(competitor);
    this.focusRow(this.rows.find((row) => row.competitor === competitor && row.aspect === aspect));
  }

  /** @param {string} competitor */
  choose(competitor) {
    if (this.mode === "aspect") return this.focusRow(this.rows.find((row) => row.competitor === competitor));
    const at = this.current;
    if (competitor === this.competitor) return undefined;
    this.take(competitor);
    this.paint();
    this.querySelector("[aria-current=true]")?.scrollIntoView({ block: "nearest", inline: "nearest" });
    if (at) this.focusRow(at);
    this.announce(this.competitors.find((person) => person.id === competitor).name);
    return undefined;
  }

  /**
   * Let the rows of the sheet be this competitor's.
   * @param {string} competitor
   */
  take(competitor) {
    this.keepDrafts();
    this.competitor = competitor;
    const person = this.competitors.find((other) => other.id === competitor);
    if (this.mode === "competitor") history.replaceState(null, "", `#${person.number}`);
    for (const row of this.sheetRows) {
      row.competitor = competitor;
      row.shown = null;
      this.kept.delete(row);
      row.restore(this.drafts.get(`${competitor}:${row.aspect}`) ?? null);
      row.notes.leave();
    }
  }

  /** @param {number} aspect */
  chooseAspect(aspect) {
    const source = this.sheetRows.find((row) => row.aspect === aspect) ?? this.sheetRows[0];
    if (source.aspect === this.column.aspect && this.column.rows.length) return;
    this.keepDrafts();
    this.column.code = source.element.dataset.code;
    this.column.build(source, this.competitors);
    for (const row of this.column.rows) row.restore(this.drafts.get(`${row.competitor}:${row.aspect}`) ?? null);
    this.kept.clear();
    history.replaceState(null, "", `#a${source.aspect}`);
    setText(field(this, "column-title"), this.column.code);
    /** @type {HTMLSelectElement} */ (field(this, "aspects")).value = String(source.aspect);
    this.paint();
    this.announce(this.column.code);
  }

  /**
   * Show all aspects of one competitor, or one aspect of all competitors; the place that has the focus keeps it.
   * @param {string} mode
   */
  order(mode) {
    if (mode === this.mode || this.sheetRows.length === 0) return;
    const at = this.current;
    this.keepDrafts();
    this.mode = mode === "aspect" ? "aspect" : "competitor";
    localStorage.setItem(CHOICE, this.mode);
    const competitor = at?.competitor ?? this.competitor;
    if (this.mode === "aspect") this.chooseAspect(at?.aspect ?? (this.column.aspect || this.sheetRows[0].aspect));
    else this.take(competitor);
    this.paint();
    if (at) this.goTo(competitor, at.aspect);
  }

  /** Begin at the place that the address names, or in the order that was used last on this device. */
  beginWhereAsked() {
    const [, number, place] = COMPETITOR.exec(location.hash) ?? [];
    const [, aspect] = ASPECT.exec(location.hash) ?? [];
    this.chooseFirst(this.competitors, Number(number));
    if (!this.competitor) return;
    if (place) this.paint();
    if (place) this.focusRow(this.sheetRows.find((row) => row.aspect === Number(place)));
    if (aspect || (!number && localStorage.getItem(CHOICE) === "aspect")) {
      this.order("aspect");
      if (aspect) this.chooseAspect(Number(aspect));
    }
  }

  keepDrafts() {
    for (const row of this.rows) {
      const key = `${row.competitor}:${row.aspect}`;
      const draft = row.draft();
      if (draft) this.drafts.set(key, draft);
      else this.drafts.delete(key);
    }
  }

  /** @param {string} text */
  announce(text) {
    setText(field(this, "announcement"), text);
  }

  // Painting

  paint() {
    const people = this.competitors;
    show(field(this, "nobody"), people.length === 0);
    show(field(this, "body"), people.length > 0);
    if (!people.some((person) => person.id === this.competitor)) this.chooseFirst(people);
    this.queue.release(this.session.state.evidence);
    this.dataset.order = this.mode;
    for (const button of this.querySelectorAll("button[data-mode]")) {
      setAttribute(button, "aria-pressed", button.dataset.mode === this.mode ? "true" : "false");
    }
    show(field(this, "column"), this.mode === "aspect");
    show(field(this, "aspects-choice"), this.mode === "aspect");
    if (this.competitor) this.paintRows(people);
    paintTabs(this, people);
    paintActions(this);
  }

  /**
   * @param {import("./protocol.js").Person[]} people
   * @param {number} [number]
   */
  chooseFirst(people, number) {
    const first = (people.find((person) => person.number === number) ?? people[0])?.id;
    if (first) this.take(first);
    else this.competitor = null;
  }

  /** @param {import("./protocol.js").Person[]} people */
  paintRows(people) {
    const { state } = this.session;
    if (this.mode === "aspect") {
      this.column.build(this.sheetRows.find((row) => row.aspect === this.column.aspect), people);
      this.column.paintNames(people, (id) => markText(state.totals[id]?.marked ? state.totals[id].total : null));
    }
    for (const row of this.rows) this.paintRow(row);
    paintConflicts(this);
    paintHead(this);
    if (this.mode === "competitor") paintParts(this);
    this.paintWhy();
    this.querySelector("form-bar")?.follow(this.session, this.competitor);
  }

  /** @param {AspectRow} row */
  paintRow(row) {
    const { state, outbox } = this.session;
    row.why = closedWhy(state, row.competitor, row.part);
    row.paint(shownMark(state, outbox.entries, row.competitor, row.aspect), row.why === null);
    row.notes.paint();
    paintDiscussion(row, this.session);
    setText(field(row.element, "closed"), this.mode === "aspect" ? closedText(row.why) : "");
    if (!isDone(row.shown)) this.kept.add(row);
    show(row.element, !this.onlyMissing || this.kept.has(row));
  }

  /** Say once why nothing on this sheet can be marked, where the rows do not say it each. */
  paintWhy() {
    const why = this.mode === "competitor" ? this.rows.find((row) => row.why && row.why !== "form")?.why : null;
    setText(field(this, "sheet-why"), closedText(why ?? null));
    show(field(this, "sheet-why"), Boolean(closedText(why ?? null)));
  }
}

customElements.define("marking-sheet", MarkingSheet);

const session = await openRoomPage();
document.querySelector("marking-sheet").start(session);
session.connection.start();
