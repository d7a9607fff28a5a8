/**
 * Taking a quiz: every answer is written down on this device, goes to the server by itself, and waits when there is no
 * network. Without this module the page is a form with a button.
 */

import { openOutbox } from "../../rooms/js/outbox.js";
import { gettext } from "../../rooms/js/words.js";
import { keepAnswers, keepPage, keptAnswers } from "./kept-answers.js";
import { Checks } from "./checking.js";
import { Ending } from "./ending.js";
import { readGiven, readWritten, same, writeGiven } from "./fields.js";
import { makeOrdering } from "./ordering.js";
import { Sender } from "./sender.js";
import { StateBar } from "./state-bar.js";
import { Stopwatch } from "./stopwatch.js";

const PAUSE = 700;

export class Sitting {
  /**
   * @param {HTMLElement} bar
   * @param {import("../../rooms/js/outbox.js").Outbox} outbox
   */
  constructor(bar, outbox) {
    this.bar = bar;
    this.outbox = outbox;
    this.form = /** @type {HTMLFormElement} */ (document.querySelector("#quiz-form"));
    this.sections = /** @type {HTMLElement[]} */ ([...this.form.querySelectorAll("[data-question]")]);
    /** @type {Record<string, any>} what this page last gave to, or had from, the server */
    this.known = Object.fromEntries(this.sections.map((section) => [section.dataset.key, readWritten(section)]));
    this.timers = new Map();
    this.sender = new Sender(outbox, bar.dataset.answers);
    this.watch = new Stopwatch(this.sections);
    this.stateBar = new StateBar(bar, this.sender);
    this.checks = new Checks(this);
    this.ending = new Ending(this);
    this.listen();
    // Somebody may have answered before this module was here.
    for (const section of this.sections) this.give(section);
  }

  async start() {
    const state = await this.sender.state();
    if (state?.finished) return this.ending.leave();
    this.takeIn(state ? state.given : await keptAnswers(this.bar.dataset.answers));
    for (const entry of this.outbox.entries) this.showEntry(entry);
    this.draw();
    this.sender.pump();
    return keepPage();
  }

  listen() {
    for (const element of document.querySelectorAll(".quiz-end [data-without-script]")) element.hidden = true;
    for (const section of this.sections) {
      if (section.dataset.kind === "ordering") makeOrdering(section, () => this.give(section));
      section.addEventListener("change", () => this.give(section));
      section.addEventListener("input", (event) => event.target.matches("input[type=text]") && this.soon(section));
    }
    this.sender.addEventListener("change", () => this.draw());
    this.sender.addEventListener("refused", (event) => this.showEntry(event.detail));
    this.sender.addEventListener("overtaken", () => this.refresh());
    document.addEventListener("visibilitychange", () => document.visibilityState === "visible" && this.refresh());
    window.addEventListener("pagehide", () => this.giveAll());
  }

  /** @param {HTMLElement} section */
  soon(section) {
    window.clearTimeout(this.timers.get(section));
    this.timers.set(section, window.setTimeout(() => this.give(section), PAUSE));
  }

  /** Take down what was typed but not yet taken. */
  giveAll() {
    for (const section of this.timers.keys()) this.give(section);
  }

  /**
   * Take down the answer of a question as it stands on the page, and send it.
   * @param {HTMLElement} section
   */
  give(section) {
    window.clearTimeout(this.timers.get(section));
    this.timers.delete(section);
    const question = section.dataset.key;
    const given = readGiven(section);
    if (section.hasAttribute("data-closed") || same(given, this.known[question])) return;
    this.known[question] = given;
    const data = { question, given, given_at: this.sender.now.toISOString(), seconds: this.watch.seconds(section) };
    const written = this.outbox.add("answer", data, (entry) => entry.data.question === question);
    written.then(() => this.sender.pump());
    keepAnswers(this.bar.dataset.answers, this.known);
    this.draw();
  }

  /**
   * Show what the server, or this browser's memory, knows; what waits here or is being typed is newer.
   * @param {Record<string, any>} given
   */
  takeIn(given) {
    for (const section of this.sections) {
      const key = section.dataset.key;
      const isOurs = this.entryOf(section) || this.timers.has(section) || section.hasAttribute("data-closed");
      if (isOurs || !(key in given) || same(given[key], readGiven(section))) continue;
      writeGiven(section, given[key]);
      this.known[key] = readGiven(section);
    }
  }

  async refresh() {
    const state = await this.sender.state();
    if (state?.finished && !this.outbox.waiting.length) return this.ending.leave();
    if (state) this.takeIn(state.given);
    return this.draw();
  }

  /**
   * @param {HTMLElement} section
   * @returns {import("../../rooms/js/outbox.js").Entry|undefined} the last answer to the question that is still here
   */
  entryOf(section) {
    return this.outbox.entries.filter((entry) => entry.data.question === section.dataset.key).at(-1);
  }

  /** @param {import("../../rooms/js/outbox.js").Entry} entry */
  showEntry(entry) {
    const section = this.sections.find((each) => each.dataset.key === entry.data.question);
    if (!section || section.hasAttribute("data-closed")) return;
    writeGiven(section, entry.data.given);
    this.known[section.dataset.key] = readGiven(section);
  }

  /** @param {import("../../rooms/js/outbox.js").Entry|undefined} entry */
  wordsOn(entry) {
    if (entry?.state === "refused") return entry.error.message;
    return entry && this.sender.isOffline ? gettext("waits for the network") : "";
  }

  draw() {
    for (const section of this.sections) {
      if (section.hasAttribute("data-closed")) continue;
      const entry = this.entryOf(section);
      const line = /** @type {HTMLElement} */ (section.querySelector("[data-question-state]"));
      // Its place is always there: a line that appears would move what somebody is about to press.
      line.hidden = false;
      line.dataset.state = entry?.state ?? "";
      line.textContent = this.wordsOn(entry);
    }
    this.stateBar.count(Object.values(this.known).filter((given) => given !== null).length);
  }
}

const bar = /** @type {HTMLElement|null} */ (document.querySelector("[data-sitting]"));
if (bar) openOutbox(`quiz:${bar.dataset.attempt}`).then((outbox) => new Sitting(bar, outbox).start());
