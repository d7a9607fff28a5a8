/** `<room-replay>`: the whole session on a timeline: play, pause, jump; marks and places as they were. */

import { field, follow, setAttribute, setText, show } from "./paint.js";
import { ReplayLog, readLog } from "./replay-log.js";
import { pageData } from "./session.js";
import { fill, gettext, markText } from "./words.js";

/** @typedef {import("./state.js").State} State */
/** @typedef {import("./replay-log.js").Told} Told */

/** However long nothing happened: this many milliseconds at most pass before the next event, and this many at least. */
const LONGEST_WAIT = 1500;
const SHORTEST_WAIT = 30;
/** How many events of the list stand before and after the one that is shown. */
const BEFORE = 20;
const AFTER = 60;
const COLUMNS = 120;

class RoomReplay extends HTMLElement {
  /** @param {{snapshot: any, events: string, last: number}} page */
  start(page) {
    this.last = page.last;
    this.log = new ReplayLog(page.snapshot);
    this.position = 1;
    this.timer = 0;
    this.slider = /** @type {HTMLInputElement} */ (field(this, "position"));
    this.rows = /** @type {HTMLTemplateElement} */ (document.getElementById("replay-row"));
    this.items = /** @type {HTMLTemplateElement} */ (document.getElementById("replay-event"));
    this.slider.addEventListener("input", () => this.go(Number(this.slider.value)));
    this.addEventListener("click", (event) => this.clicked(/** @type {Element} */ (event.target)));
    document.addEventListener("keydown", (event) => this.typed(event));
    this.read(page.events);
  }

  /** @param {string} address */
  async read(address) {
    try {
      await readLog(this.log, address, () => this.arrived());
    } catch {
      setText(field(this, "loading"), gettext("The log could not be read to its end. Load the page again."));
    }
  }

  arrived() {
    const values = { count: this.log.length, of: Math.max(this.last, this.log.length) };
    this.slider.max = String(this.log.length);
    const words = this.log.isWhole ? "" : fill(gettext("Reading the log: %(count)s of %(of)s events"), values);
    setText(field(this, "loading"), words);
    setAttribute(this, "data-whole", this.log.isWhole);
    this.paint();
  }

  // What the host does

  /** @param {Element} target */
  clicked(target) {
    const event = target.closest(".replay-event");
    if (event) return this.go(Number(event.closest("[data-key]").getAttribute("data-key")));
    const act = target.closest("[data-act]")?.getAttribute("data-act");
    if (act === "play") this.toggle();
    if (act === "back") this.go(this.position - 1);
    if (act === "forward") this.go(this.position + 1);
  }

  /** @param {KeyboardEvent} event */
  typed(event) {
    const target = /** @type {Element} */ (event.target);
    if (event.altKey || event.ctrlKey || event.metaKey || target.closest("select, a, .matrix-frame, dialog, [popover]")) return;
    const hasKeysOfItsOwn = event.key === " " ? "button, summary" : "input";
    if (target.closest(hasKeysOfItsOwn)) return;
    const acts = {
      " ": () => this.toggle(),
      ArrowLeft: () => this.go(this.position - 1),
      ArrowRight: () => this.go(this.position + 1),
      Home: () => this.go(1),
      End: () => this.go(this.log.length),
    };
    const act = acts[event.key];
    if (!act) return;
    event.preventDefault();
    act();
  }

  toggle() {
    if (this.timer) return this.pause();
    if (this.position >= this.log.length) this.go(1);
    this.goOn();
  }

  pause() {
    clearTimeout(this.timer);
    this.timer = 0;
    this.paintPlaying();
  }

  /** Wait as long as the room did, at the chosen speed, and show the next event. */
  goOn() {
    const [here, next] = [this.log.event(this.position), this.log.event(this.position + 1)];
    if (!here || !next) return this.pause();
    const speed = Number(/** @type {HTMLSelectElement} */ (field(this, "speed")).value);
    const waited = (Date.parse(next.at) - Date.parse(here.at)) / speed;
    this.timer = window.setTimeout(() => {
      this.show(this.position + 1);
      this.goOn();
    }, Math.min(LONGEST_WAIT, Math.max(SHORTEST_WAIT, waited)));
    this.paintPlaying();
  }

  /** @param {number} position where somebody wants to be: a replay that plays goes on from there */
  go(position) {
    const plays = Boolean(this.timer);
    if (plays) clearTimeout(this.timer);
    this.show(position);
    if (plays) this.goOn();
  }

  /** @param {number} position */
  show(position) {
    this.position = Math.min(Math.max(1, position), Math.max(1, this.log.length));
    this.paint();
  }

  // Painting

  paintPlaying() {
    const plays = Boolean(this.timer);
    setAttribute(this, "data-playing", plays);
    setText(this.querySelector("[data-act=play] span"), plays ? gettext("Pause") : gettext("Play"));
  }

  paint() {
    const event = this.log.event(this.position);
    if (!event) return;
    const state = this.log.at(this.position);
    this.paintMoment(event);
    this.paintMatrix(state, event);
    this.paintEvents();
  }

  /** @param {Told} event */
  paintMoment(event) {
    const [first, last] = [this.log.event(1), this.log.event(this.log.length)];
    const [begun, ended, now] = [first, last, event].map((each) => Date.parse(each.at));
    const x = (COLUMNS * (now - begun)) / Math.max(1, ended - begun);
    setText(field(this, "clock"), hourText(new Date(now)));
    setText(field(this, "since"), `+${lengthText((now - begun) / 1000)}`);
    setText(field(this, "now"), `${event.who}: ${event.what}`);
    setAttribute(field(this, "head"), "transform", `translate(${x.toFixed(2)} 0)`);
    this.slider.value = String(this.position);
    setAttribute(this.slider, "aria-valuetext", `${this.position}. ${hourText(new Date(now))} ${event.who}: ${event.what}`);
  }

  /**
   * @param {State} state
   * @param {Told} event
   */
  paintMatrix(state, event) {
    const people = ranked(state);
    const parts = new Map(state.aspects.map((aspect) => [aspect.id, aspect.sub_criterion]));
    const counts = countsOf(state, parts);
    show(field(this, "nobody"), people.length === 0);
    setText(field(this, "board"), boardText(state.room));
    follow(field(this, "matrix"), this.rows, people, ({ person }) => person.id).forEach((row, index) => {
      const { person, totals, place } = people[index];
      setText(field(row, "place"), place === null ? "–" : String(place));
      setText(field(row, "number"), String(person.number));
      setText(field(row, "name"), person.name);
      setText(field(row, "total"), markText(totals?.marked ? totals.total : null));
      const changed = event.data?.mark?.competitor === person.id ? parts.get(event.data.mark.aspect) : null;
      for (const cell of row.querySelectorAll("[data-cell]")) paintCell(cell, person.id, totals, counts, changed);
    });
  }

  paintEvents() {
    const from = Math.max(0, this.position - 1 - BEFORE);
    const events = this.log.events.slice(from, this.position + AFTER);
    const list = /** @type {HTMLOListElement} */ (field(this, "events"));
    follow(list, this.items, events, (event) => String(event.seq)).forEach((item, index) => {
      const event = events[index];
      setText(field(item, "when"), hourText(new Date(event.at)));
      setText(field(item, "who"), event.who);
      setText(field(item, "what"), event.what);
      setAttribute(item.firstElementChild, "aria-current", event.seq === this.position ? "true" : null);
      if (event.seq === this.position) keepInSight(list, item);
    });
  }
}

/**
 * @param {Element} cell
 * @param {string} competitor
 * @param {import("./protocol.js").Totals|undefined} totals
 * @param {Map<string, number>} counts
 * @param {string|null|undefined} changed the sub-criterion that the event is about
 */
function paintCell(cell, competitor, totals, counts, changed) {
  const { cell: code, of } = /** @type {HTMLElement} */ (cell).dataset;
  const marked = counts.get(`${competitor}:${code}`) ?? 0;
  setText(field(cell, "figure"), markText(marked ? (totals?.sub_criteria?.[code] ?? null) : null));
  setText(field(cell, "count"), `${marked}/${of}`);
  setAttribute(cell, "data-changed", changed === code);
}

/**
 * What the hall saw of these marks at that moment.
 * @param {import("./protocol.js").Room} room
 */
function boardText(room) {
  if (room.board === "never") return gettext("This room shows no board.");
  if (room.board_frozen) return gettext("The board was frozen: the hall saw the marks from before.");
  const isOver = room.status === "ended";
  if (room.board === "live" || (isOver && room.sign_off === "none")) return gettext("The board showed these marks.");
  if (isOver && !room.published) return gettext("The board showed the marks of forms that were locked.");
  if (isOver) return gettext("The board showed these marks.");
  if (room.board === "module") return gettext("The board showed the marks of modules that were released.");
  return gettext("The board showed no marks yet.");
}

/**
 * How many aspects are marked, by competitor and sub-criterion.
 * @param {State} state
 * @param {Map<number, string>} parts
 */
function countsOf(state, parts) {
  const counts = new Map();
  for (const mark of Object.values(state.marks)) {
    if (mark.mark === null || mark.state !== "marked") continue;
    const key = `${mark.competitor}:${parts.get(mark.aspect)}`;
    counts.set(key, (counts.get(key) ?? 0) + 1);
  }
  return counts;
}

/**
 * Everybody who was in the room, the best first; in the end only a complete sheet has a place.
 * @param {State} state
 */
function ranked(state) {
  const over = state.room.status === "ended";
  const people = state.competitors
    .filter((person) => person.status !== "removed" && person.status !== "banned")
    .map((person) => ({ person, totals: state.totals[person.id] }))
    .map(({ person, totals }) => ({ person, totals, value: valueOf(totals, over) }));
  people.sort((one, other) => (other.value ?? -1) - (one.value ?? -1) || one.person.number - other.person.number);
  return people.map((each) => ({
    ...each,
    place: each.value === null ? null : 1 + people.filter(({ value }) => (value ?? -1) > each.value).length,
  }));
}

/**
 * A total in hundredths, exact: it always has two decimals.
 * @param {import("./protocol.js").Totals|undefined} totals
 * @param {boolean} over
 * @returns {number|null}
 */
function valueOf(totals, over) {
  if (!totals?.marked || (over && totals.marked < totals.of)) return null;
  return Number(totals.total.replace(".", ""));
}

/**
 * Scroll the list, and nothing else, so that the item stands in its upper third.
 * @param {HTMLElement} list
 * @param {HTMLElement} item
 */
function keepInSight(list, item) {
  list.scrollTop = item.offsetTop - list.clientHeight / 3;
}

/** @param {Date} moment */
const hourText = (moment) =>
  [moment.getHours(), moment.getMinutes(), moment.getSeconds()].map((part) => String(part).padStart(2, "0")).join(":");

/** @param {number} seconds */
function lengthText(seconds) {
  const whole = Math.floor(seconds);
  const parts = [Math.floor(whole / 3600), Math.floor(whole / 60) % 60, whole % 60];
  return parts.map((part) => String(part).padStart(2, "0")).join(":");
}

customElements.define("room-replay", RoomReplay);
/** @type {RoomReplay} */ (document.querySelector("room-replay")).start(pageData("replay-page"));
