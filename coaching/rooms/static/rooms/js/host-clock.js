/** What the host does with the clock beyond its plain buttons: the next module, more or less time for all or one, shares. */

import {
  clockAt,
  clockFigures,
  moduleName,
  mostToShorten,
  mostToTake,
  NO_OWN_TIME,
  nextModule,
  ownSeconds,
} from "./clock.js";
import { field, follow, onceAFrame, setAttribute, setText, show } from "./paint.js";
import { isOut } from "./state.js";
import { fill, gettext, hourText } from "./words.js";

/** @typedef {import("./protocol.js").Person} Person */

/** The most minutes at once, for everybody and for one. */
const MOST_FOR_ALL = 60;
const MOST_FOR_ONE = 120;
const MINUTE = 60;

/** @param {Person} person */
const ownTimeOf = (person) => ({ percent: person.time_percent ?? 100, extra: person.extra_seconds ?? 0 });

class HostClock {
  /** @param {any} session the page's RoomSession */
  constructor(session) {
    this.session = session;
    this.template = /** @type {HTMLTemplateElement} */ (document.getElementById("host-own-time"));
  }

  start() {
    this.session.addEventListener("change", onceAFrame(() => this.paint()));
    for (const form of /** @type {NodeListOf<HTMLFormElement>} */ (document.querySelectorAll("[data-clock-form]"))) {
      form.addEventListener("submit", (event) => {
        event.preventDefault();
        this.send(form);
      });
      form.addEventListener("change", () => this.follow(form));
    }
    document.addEventListener("click", (event) => this.clicked(/** @type {Element} */ (event.target)));
    this.paint();
  }

  /** @param {Element} target */
  clicked(target) {
    const quick = /** @type {HTMLElement|null} */ (target.closest("[data-minutes]"));
    if (quick) quick.closest("form").elements.minutes.value = quick.dataset.minutes;
    // What is left is said as it is when somebody asks for the next module, or for time back.
    if (target.closest("[data-clock-next]")) this.paintNext();
    if (target.closest("[data-clock-back]")) this.follow(document.getElementById("back-form"));
  }

  // The forms

  /**
   * @param {HTMLFormElement} form
   * @returns {[string, object]} the command and its data
   */
  read(form) {
    const { participant, minutes, percent, reason } = form.elements;
    if (form.dataset.clockForm === "share") {
      return ["participant.time", { participant: participant.value, percent: Number(percent.value), reason: reason.value }];
    }
    const [forOne, forAll] = form.dataset.clockForm === "back" ? ["time.take", "room.shorten"] : ["time.give", "room.extend"];
    const time = { seconds: Number(minutes.value) * MINUTE, reason: reason.value };
    return participant.value ? [forOne, { participant: participant.value, ...time }] : [forAll, time];
  }

  /** @param {HTMLFormElement} form */
  async send(form) {
    const error = field(form, "clock-error");
    show(error, false);
    try {
      await this.session.ask(...this.read(form));
      form.reset();
      this.follow(form);
      form.closest("dialog").close();
    } catch (refusal) {
      setText(error, refusal.message);
      show(error, true);
    }
  }

  /**
   * What may be typed follows from who is chosen.
   * @param {HTMLFormElement} form
   */
  follow(form) {
    const { participant, minutes, percent, reason } = form.elements;
    if (form.dataset.clockForm === "back") return this.followBack(form);
    if (minutes) minutes.max = String(participant.value ? MOST_FOR_ONE : MOST_FOR_ALL);
    if (minutes) reason.required = participant.value !== "";
    const person = this.people().find(({ id }) => id === participant.value);
    if (percent && person && form.dataset.chosen !== person.id) percent.value = String(person.time_percent ?? 100);
    form.dataset.chosen = participant.value;
  }

  /**
   * Only what has not passed can be taken back, now.
   * @param {HTMLFormElement} form
   */
  followBack(form) {
    const { participant, minutes } = form.elements;
    const { room } = this.session.state;
    const now = Date.now() + this.session.offset;
    const person = this.people().find(({ id }) => id === participant.value);
    const most = person ? mostToTake(room, ownTimeOf(person), now) : mostToShorten(room, now);
    minutes.max = String(Math.max(1, Math.min(Math.floor(most / MINUTE), person ? MOST_FOR_ONE : MOST_FOR_ALL)));
    const words = most ? gettext("At most %(time)s can be taken back now.") : gettext("No time is left that could be taken back.");
    setText(field(form, "clock-most"), fill(words, { time: clockFigures(most) }));
  }

  // Painting

  /** @returns {Person[]} */
  people() {
    return this.session.state.competitors.filter((person) => !isOut(person));
  }

  paint() {
    const { room } = this.session.state;
    const next = nextModule(room);
    const goes = room.status === "running" || room.status === "paused";
    for (const button of document.querySelectorAll("[data-clock-next]")) {
      show(button, goes && next !== null);
      if (next) setText(field(button, "next-number"), fill(gettext("Start module %(number)s"), { number: next.number }));
    }
    for (const list of document.querySelectorAll("[data-clock-people]")) this.paintChoices(list);
    for (const form of /** @type {NodeListOf<HTMLFormElement>} */ (document.querySelectorAll("[data-clock-form]"))) {
      this.follow(form);
    }
    this.paintOwnTimes();
    this.paintNext();
  }

  /** @param {Element} list */
  paintChoices(list) {
    const people = this.people();
    const known = new Map([...list.querySelectorAll("option")].map((option) => [option.value, option]));
    for (const [id, option] of known) if (id && !people.some((person) => person.id === id)) option.remove();
    for (const person of people) {
      const option = known.get(person.id) ?? list.appendChild(document.createElement("option"));
      option.value = person.id;
      setText(option, `${person.number} · ${person.name}`);
    }
  }

  paintNext() {
    const { room } = this.session.state;
    const next = nextModule(room);
    const dialog = document.getElementById("module-dialog");
    if (!next || !dialog) return;
    setText(field(dialog, "next-name"), moduleName(next.number, next.title));
    setText(field(dialog, "next-times"), this.timesText(next));
    setAttribute(dialog.querySelector("[data-clock-start]"), "data-values", JSON.stringify({ module: next.number }));
    const warning = this.warningText(room);
    setText(field(dialog, "next-warning"), warning);
    show(field(dialog, "next-warning"), warning !== "");
  }

  /** @param {import("./protocol.js").Module} module */
  timesText({ reading, working }) {
    const times = { reading: clockFigures(reading), working: clockFigures(working) };
    if (!reading) return fill(gettext("Working time %(working)s"), times);
    return fill(gettext("Reading time %(reading)s, then working time %(working)s"), times);
  }

  /**
   * Who loses what when the next module starts now.
   * @param {import("./protocol.js").Room} room
   */
  warningText(room) {
    const now = Date.now() + this.session.offset;
    const isOver = (/** @type {import("./clock.js").OwnTime} */ own) => {
      const { phase, during } = clockAt(room, own, now);
      return ["break", "over"].includes(during ?? phase);
    };
    if (!isOver(NO_OWN_TIME)) return gettext("The module before is not over yet. Its time ends for everybody.");
    const working = this.people().filter((person) => !isOver(ownTimeOf(person)));
    if (!working.length) return "";
    const names = working.map(({ name }) => name).join(", ");
    return fill(gettext("Still working on time of their own: %(names)s. It ends for them too."), { names });
  }

  paintOwnTimes() {
    const { room } = this.session.state;
    const longer = (/** @type {Person} */ person) => ownSeconds(room.clock.duration, ownTimeOf(person));
    const people = room.status === "ended" ? [] : this.people().filter((person) => longer(person) > 0);
    show(field(document, "own-times-part"), people.length > 0);
    follow(field(document, "own-times"), this.template, people, ({ id }) => id).forEach((element, index) => {
      const person = people[index];
      setText(field(element, "number"), String(person.number));
      setText(field(element, "name"), person.name);
      setText(field(element, "more"), `+${clockFigures(longer(person))}`);
      setText(field(element, "until"), this.untilText(room, longer(person)));
    });
  }

  /**
   * @param {import("./protocol.js").Room} room
   * @param {number} longer seconds
   */
  untilText(room, longer) {
    const end = room.clock.working_ends_at;
    if (room.status !== "running" || !end) return "";
    const until = new Date(Date.parse(end) + longer * 1000 - this.session.offset);
    return fill(gettext("until %(time)s"), { time: hourText(until) });
  }
}

/**
 * Make the host's forms and lists about time work on this page.
 * @param {any} session the page's RoomSession
 */
export const startHostClock = (session) => new HostClock(session).start();
