/**
 * What a judge observed of a measured aspect, and what the server made of it, as the sheet shows them.
 *
 * An observation is true or false (met or not), a whole number (a count, a level, the number of an option), or the
 * text of a measured value; null while nothing was observed. The mark is the server's business.
 *
 * @typedef {boolean|number|string} Observation
 * @typedef {[string, Record<string, string>]} Step a code of the marking engine and its figures
 */

import { field, setAttribute, show } from "./paint.js";
import { fill, figureText } from "./words.js";

/**
 * Read what was typed as the input asks: a whole number, or a value with a comma or a point. What cannot be read is
 * sent as it is, so that the server says what is wrong with it.
 * @param {string} kind "count" or "value"
 * @param {string} typed
 * @returns {Observation|null} null when nothing was typed
 */
export function readObservation(kind, typed) {
  const text = typed.trim();
  if (!text) return null;
  return kind === "count" && /^\d{1,9}$/.test(text) ? Number(text) : text.replace(",", ".");
}

/**
 * One step up or down from what was observed; from nothing, down is zero and up is one.
 * @param {unknown} observed
 * @param {number} step 1 or -1
 * @param {number} [highest]
 * @returns {number}
 */
export function stepped(observed, step, highest = Infinity) {
  const from = typeof observed === "number" ? observed : 0;
  return Math.min(highest, Math.max(0, from + step));
}

/**
 * The mark to show: the server's, or what "met" and "not met" can only come to while its answer is on the way.
 * @param {{mark: string|null, observation: Observation|null}} shown
 * @param {string} maximum
 * @returns {string|null}
 */
export function markToShow(shown, maximum) {
  if (shown.mark !== null || typeof shown.observation !== "boolean") return shown.mark;
  return shown.observation ? maximum : "0.00";
}

/**
 * Say how a mark came about.
 * @param {Step[]} steps
 * @param {Record<string, string>} sentences by code, in the reader's language
 * @returns {string}
 */
export function explained(steps, sentences) {
  const written = ["label", "reason"];
  return steps
    .filter(([code]) => sentences[code])
    .map(([code, figures]) => {
      const words = Object.entries(figures).map(([name, text]) => [name, written.includes(name) ? text : figureText(text)]);
      return fill(sentences[code], Object.fromEntries(words));
    })
    .join(" ");
}

/** The sentences that the page carries. */
export const pageSentences = () => JSON.parse(document.getElementById("explanation-sentences")?.textContent ?? "{}");

/** The input of one aspect: a stepper, a field or options. Says what was observed, and shows what is known of it. */
export class ObservationInput {
  /**
   * @param {HTMLElement} element the aspect
   * @param {(observation: Observation|null) => void} observe
   */
  constructor(element, observe) {
    this.element = element;
    this.kind = element.dataset.input;
    this.observe = observe;
    /** @type {Observation|null} */
    this.known = null;
    this.open = false;
    this.input = /** @type {HTMLInputElement|null} */ (field(element, "observed"));
    this.options = [...element.querySelectorAll("[data-observe]")];
    this.input?.addEventListener("change", () => this.typed());
  }

  /** Take in what was typed, as leaving the field or Enter says that it is done. */
  typed() {
    const observed = readObservation(this.kind, this.input.value);
    if (this.open && observed !== this.known) this.say(observed);
  }

  /**
   * Say it, and count on from it at once: the next tap may come before the page is painted.
   * @param {Observation|null} observed
   */
  say(observed) {
    this.known = observed;
    this.write(observed);
    this.observe(observed);
  }

  /** @param {HTMLElement} button a step or an option */
  pressed(button) {
    if (!this.open) return;
    if (button.dataset.observe) this.say(Number(button.dataset.observe));
    if (button.dataset.step) this.say(stepped(this.known, Number(button.dataset.step), this.highest));
  }

  get highest() {
    return this.input?.dataset.highest ? Number(this.input.dataset.highest) : undefined;
  }

  /** @param {number} digit a key: a count, or the number of an option */
  digit(digit) {
    if (!this.open) return;
    const offered = this.options.some((button) => Number(button.dataset.observe) === digit);
    if (offered || (this.kind === "count" && digit <= (this.highest ?? 9))) this.say(digit);
  }

  focus() {
    const target = this.input ?? this.options[0];
    target?.focus();
    this.input?.select();
  }

  /**
   * @param {Observation|null} observed
   * @param {boolean} open whether the room takes marks now
   */
  paint(observed, open) {
    this.known = observed;
    this.open = open;
    for (const button of this.options) {
      setAttribute(button, "aria-pressed", Number(button.dataset.observe) === observed ? "true" : "false");
      setAttribute(button, "aria-disabled", open ? null : "true");
    }
    for (const button of this.element.querySelectorAll("[data-step]")) setAttribute(button, "aria-disabled", open ? null : "true");
    if (!this.input) return;
    this.input.readOnly = !open;
    if (document.activeElement !== this.input) this.write(observed);
  }

  /** @param {Observation|null} observed */
  write(observed) {
    const text = observed === null ? "" : figureText(String(observed));
    if (this.input && this.input.value !== text) this.input.value = text;
  }
}

/**
 * @param {HTMLElement} place
 * @param {Step[]} steps
 * @param {Record<string, string>} sentences
 */
export function paintExplanation(place, steps, sentences) {
  const text = explained(steps, sentences);
  if (place.textContent !== text) place.textContent = text;
  show(place, Boolean(text));
}
