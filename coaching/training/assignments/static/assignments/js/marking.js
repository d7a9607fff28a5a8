/**
 * A marker's sheet: every change is kept as it is made, the totals follow, and the keyboard alone is enough. Without
 * this module the buttons of the form do the same.
 *
 * @typedef {{marked: number, of: number, total: string, missing: string[], parts: Record<string, string>,
 *   aspects: Record<string, {mark: string, how: string}>, errors?: Record<string, string>}} Answer
 */

import { fill, gettext } from "../../rooms/js/words.js";
import { SheetKeys } from "./marking-keys.js";

const PAUSE = 700;
const RETRY = 5_000;
const csrfToken = () => document.cookie.match(/(?:^|; )csrftoken=([^;]+)/)?.[1] ?? "";

/** @param {Element} field */
function isChanged(field) {
  if (field instanceof HTMLSelectElement) return [...field.options].some((option) => option.selected !== option.defaultSelected);
  if (field instanceof HTMLTextAreaElement) return field.value !== field.defaultValue;
  if (!(field instanceof HTMLInputElement)) return false;
  return ["radio", "checkbox"].includes(field.type) ? field.checked && !field.defaultChecked : field.value !== field.defaultValue;
}

class MarkingForm extends HTMLElement {
  connectedCallback() {
    if (this.dataset.closed !== undefined) return;
    this.dataset.ready = "";
    this.form = /** @type {HTMLFormElement} */ (this.querySelector("form#marking"));
    this.saved = this.querySelector("[data-field=saved]");
    /** @type {Set<string>} codes of aspects that wait to be kept; "" is the comment on the whole */
    this.waiting = new Set();
    this.timer = 0;
    this.busy = false;
    this.form.addEventListener("input", (event) => this.changed(event, PAUSE));
    this.form.addEventListener("change", (event) => this.changed(event, 0));
    this.form.addEventListener("submit", () => this.waiting.clear());
    window.addEventListener("beforeunload", (event) => this.waiting.size && event.preventDefault());
    this.keys = new SheetKeys(this);
    this.early();
  }

  /** What was given while this module was on its way is kept as if it were given now. */
  early() {
    for (const field of this.form.elements) if (isChanged(field)) this.changed({ target: field }, 0);
  }

  /** @param {string} name */
  field(name, within = this) {
    return within.querySelector(`[data-field=${name}]`);
  }

  /** @param {string} code */
  row(code) {
    return [...this.querySelectorAll("[data-aspect]")].find((row) => row.dataset.aspect === code);
  }

  /**
   * @param {{target: EventTarget|null}} event
   * @param {number} pause
   */
  changed(event, pause) {
    const target = /** @type {HTMLInputElement} */ (event.target);
    const row = target.closest("[data-aspect]");
    if (!row) return;
    this.one(row, target);
    this.waiting.add(row.dataset.aspect);
    window.clearTimeout(this.timer);
    this.timer = window.setTimeout(() => this.keep(), pause);
  }

  /** A mark by hand and an observation exclude one another: the last that was given stands. */
  one(row, target) {
    const [kind] = target.name.split(":");
    if (kind === "observation" && target.value) {
      for (const name of ["mark", "reason"]) row.querySelector(`[name^="${name}:"]`).value = "";
    }
    if (kind !== "mark" || !target.value) return;
    for (const input of row.querySelectorAll('[name^="observation:"]')) {
      if (input.type === "radio") input.checked = input.value === "";
      else input.value = "";
    }
  }

  /** Keep everything that waits; what is changed meanwhile goes next. */
  async keep() {
    if (this.busy || !this.waiting.size) return;
    this.busy = true;
    const codes = [...this.waiting];
    this.waiting.clear();
    this.say(gettext("Keeping…"));
    try {
      const headers = { "X-CSRFToken": csrfToken() };
      const response = await fetch(this.dataset.save, { method: "POST", body: this.told(codes), headers });
      const answer = await response.json();
      if (answer.error) this.say(answer.error.message, true);
      else this.paint(answer, codes);
    } catch {
      for (const code of codes) this.waiting.add(code);
      this.say(gettext("Not kept: there is no network. It is tried again."), true);
      this.timer = window.setTimeout(() => this.keep(), RETRY);
      return;
    } finally {
      this.busy = false;
    }
    if (this.waiting.size) this.keep();
  }

  /** @param {string[]} codes */
  told(codes) {
    const body = new URLSearchParams();
    for (const [name, value] of new FormData(this.form)) {
      const [, code = ""] = name.split(/:(.*)/);
      if (name !== "csrfmiddlewaretoken" && codes.includes(code)) body.append(name, String(value));
    }
    return body;
  }

  /**
   * @param {string} words
   * @param {boolean} [bad]
   */
  say(words, bad = false) {
    this.saved.textContent = words;
    this.saved.toggleAttribute("data-bad", bad);
  }

  /**
   * @param {Answer} answer
   * @param {string[]} codes
   */
  paint(answer, codes) {
    const errors = answer.errors ?? {};
    this.say(Object.keys(errors).length ? gettext("Not everything was kept.") : gettext("The draft is kept."), Boolean(Object.keys(errors).length));
    this.field("total").textContent = answer.total;
    this.field("count").textContent = fill(gettext("%(marked)s of %(of)s marked"), answer);
    this.field("missing").hidden = !answer.missing.length;
    this.field("missing-codes").textContent = answer.missing.join(", ");
    for (const place of this.querySelectorAll("[data-part-total]")) place.textContent = answer.parts[place.dataset.partTotal];
    for (const code of codes) this.paintRow(code, answer.aspects[code], errors[code]);
  }

  /**
   * @param {string} code
   * @param {{mark: string, how: string}|undefined} known
   * @param {string|undefined} error
   */
  paintRow(code, known, error) {
    const row = this.row(code);
    const place = this.field("error", row);
    place.textContent = error ?? "";
    place.hidden = !error;
    if (!known) return;
    this.field("mark", row).textContent = known.mark;
    this.field("how", row).textContent = known.how;
    this.field("how", row).hidden = !known.how;
    if (known.mark === "–") row.dataset.state = "open";
    else delete row.dataset.state;
  }
}

customElements.define("marking-form", MarkingForm);
