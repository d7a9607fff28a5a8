/** `<marking-sheet>`: a judge's sheet. One competitor at a time, all chosen sub-criteria, no row is ever drawn anew. */

import { isAbout, isDone, needsMe, shownMark } from "./marks.js";
import { field, follow, onceAFrame, setAttribute, setText, show } from "./paint.js";
import { openRoomPage } from "./room-page.js";
import { AspectRow } from "./sheet-aspect.js";
import { listenToKeys } from "./sheet-keys.js";
import { fill, gettext, markText } from "./words.js";

/** @typedef {import("./session.js").RoomSession} RoomSession */

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
    this.rows = [...this.querySelectorAll(".aspect")].map((element) => new AspectRow(element, this.acts()));
    this.tabTemplate = /** @type {HTMLTemplateElement} */ (document.getElementById("sheet-tab"));
    this.listen();
    const paint = onceAFrame(() => this.paint());
    session.addEventListener("change", paint);
    session.addEventListener("outbox", paint);
    this.paint();
    this.followScroll();
  }

  acts() {
    return {
      mark: (row, mark, reason) => this.record(row, mark, reason),
      observe: (row, observation) => this.send("measurement.observe", row, { observation }),
      score: (row, score) => this.score(row, score),
      reopen: (row) => this.send("judgement.reopen", row, {}),
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
    this.querySelector("[data-action=next-unmarked]").addEventListener("click", () => this.seek());
    listenToKeys(this, {
      move: (step) => this.move(step),
      score: (score) => this.current?.score(score),
      act: (action) => this.current?.act(action),
      turn: (step) => this.turn(step),
      seek: () => this.seek(),
      leave: () => this.current?.toggleOther(false),
    });
  }

  // What the judge does

  /**
   * @param {AspectRow} row
   * @param {string|null} mark
   * @param {string} reason
   */
  record(row, mark, reason) {
    this.send("measurement.record", row, { mark, reason });
  }

  /**
   * @param {AspectRow} row
   * @param {number} score
   */
  score(row, score) {
    this.send("judgement.score", row, { score, round: row.shown.round });
  }

  /**
   * @param {string} type
   * @param {AspectRow} row
   * @param {Record<string, any>} data
   */
  send(type, row, data) {
    const about = { competitor: this.competitor, aspect: row.aspect };
    this.session.command(type, { ...about, ...data }, (entry) => isAbout(entry, about.competitor, about.aspect));
  }

  // Getting about

  get competitors() {
    return this.session.state.competitors.filter((person) => person.status !== "removed");
  }

  /** The row that holds the focus. */
  get current() {
    return this.rows.find((row) => row.element.contains(document.activeElement));
  }

  get shownRows() {
    return this.rows.filter((row) => !row.element.hidden);
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

  /** Go on to the next aspect that waits for this judge, over the end of the sheet if need be. */
  seek() {
    const at = this.current ? this.rows.indexOf(this.current) : -1;
    const inOrder = [...this.rows.slice(at + 1), ...this.rows.slice(0, at + 1)];
    const next = inOrder.find((row) => needsMe(row.shown));
    if (next) this.focusRow(next);
    else this.announce(gettext("Nothing here waits for you."));
  }

  /** @param {1|-1} step */
  turn(step) {
    const people = this.competitors;
    const at = people.findIndex((person) => person.id === this.competitor);
    const next = people[(at + step + people.length) % people.length];
    if (next) this.choose(next.id);
  }

  /** @param {string} competitor */
  choose(competitor) {
    if (competitor === this.competitor) return;
    const at = this.current;
    this.keepDrafts();
    this.competitor = competitor;
    const person = this.competitors.find((other) => other.id === competitor);
    history.replaceState(null, "", `#${person.number}`);
    for (const row of this.rows) {
      row.shown = null;
      this.kept.delete(row);
      row.restore(this.drafts.get(`${competitor}:${row.aspect}`) ?? null);
    }
    this.paint();
    this.querySelector("[aria-current=true]")?.scrollIntoView({ block: "nearest", inline: "nearest" });
    if (at) this.focusRow(at);
    this.announce(person.name);
  }

  keepDrafts() {
    for (const row of this.rows) {
      const key = `${this.competitor}:${row.aspect}`;
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
    this.paintTabs(people);
    if (this.competitor) this.paintCompetitor();
  }

  /** @param {import("./protocol.js").Person[]} people */
  chooseFirst(people) {
    const number = Number(location.hash.slice(1));
    this.competitor = (people.find((person) => person.number === number) ?? people[0])?.id ?? null;
  }

  /** @param {import("./protocol.js").Person[]} people */
  paintTabs(people) {
    const tabs = follow(field(this, "tabs"), this.tabTemplate, people, (person) => person.id);
    tabs.forEach((tab, index) => {
      const person = people[index];
      const totals = this.session.state.totals[person.id];
      const [marked, of] = [totals?.marked ?? 0, totals?.of ?? this.rows.length];
      setText(field(tab, "number"), String(person.number));
      setText(field(tab, "name"), person.name);
      setText(field(tab, "count"), `${marked}/${of}`);
      field(tab, "bar").style.inlineSize = `${of ? (100 * marked) / of : 0}%`;
      setAttribute(tab.firstElementChild, "aria-current", person.id === this.competitor ? "true" : null);
      setAttribute(tab, "data-complete", of > 0 && marked === of);
    });
  }

  paintCompetitor() {
    const { state, outbox } = this.session;
    const open = state.room.status === "running" || state.room.status === "paused";
    for (const row of this.rows) {
      row.paint(shownMark(state, outbox.entries, this.competitor, row.aspect), open);
      if (!isDone(row.shown)) this.kept.add(row);
      show(row.element, !this.onlyMissing || this.kept.has(row));
    }
    this.paintHead();
    this.paintParts();
  }

  paintHead() {
    const person = this.competitors.find((other) => other.id === this.competitor);
    const done = this.rows.filter((row) => isDone(row.shown)).length;
    const mine = this.rows.filter((row) => needsMe(row.shown)).length;
    const totals = this.session.state.totals[this.competitor];
    setText(field(this, "who-name"), person.name);
    setText(field(this, "who-total"), markText(totals?.marked ? totals.total : null));
    const counts = { done, all: this.rows.length, mine };
    const text = mine
      ? gettext("%(done)s of %(all)s marked, %(mine)s wait for you")
      : gettext("%(done)s of %(all)s marked, nothing waits for you");
    setText(field(this, "who-count"), fill(text, counts));
    show(field(this, "all-done"), done === this.rows.length && this.onlyMissing);
  }

  paintParts() {
    const totals = this.session.state.totals[this.competitor]?.sub_criteria ?? {};
    for (const part of this.querySelectorAll("[data-part].sheet-part")) {
      const code = part.dataset.part;
      const rows = this.rows.filter((row) => row.part === code);
      const done = rows.filter((row) => isDone(row.shown)).length;
      setText(field(part, "part-total"), markText(done ? (totals[code] ?? null) : null));
      show(part, rows.some((row) => !row.element.hidden));
      const link = this.querySelector(`[data-nav="${CSS.escape(code)}"]`);
      setText(field(link, "count"), `${done}/${rows.length}`);
      setAttribute(link, "data-complete", done === rows.length);
    }
  }

  /** Show in the list of sub-criteria which one is being read. */
  followScroll() {
    const watcher = new IntersectionObserver(
      (entries) => {
        for (const entry of entries) {
          const link = this.querySelector(`[data-nav="${CSS.escape(entry.target.dataset.part)}"]`);
          setAttribute(link, "aria-current", entry.isIntersecting ? "true" : null);
        }
      },
      { rootMargin: "-30% 0px -60% 0px" },
    );
    for (const part of this.querySelectorAll(".sheet-part")) watcher.observe(part);
  }
}

customElements.define("marking-sheet", MarkingSheet);

const session = await openRoomPage();
document.querySelector("marking-sheet").start(session);
session.connection.start();
