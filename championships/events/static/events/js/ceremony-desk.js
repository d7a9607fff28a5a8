/**
 * `<ceremony-desk>`: the operator's and the presenter's page. Both follow the screens; the operator's says which step
 * comes next, by a button, a key or a clicker, and sends nothing but its number.
 */

import { followCeremony } from "./ceremony-link.js";

const PATIENCE = 10_000;
const KEYS = { ArrowRight: 1, PageDown: 1, " ": 1, ArrowLeft: -1, PageUp: -1 };

/**
 * @param {Element|null} element
 * @param {boolean} yes
 */
const toggle = (element, yes) => element?.toggleAttribute("hidden", !yes);

class CeremonyDesk extends HTMLElement {
  connectedCallback() {
    this.step = Number(this.dataset.step);
    this.last = Number(this.dataset.last);
    this.moving = Promise.resolve();
    /** @type {HTMLFormElement|null} */
    this.form = this.querySelector("form.ceremony-lead");
    followCeremony(this, (state) => this.take(state));
    if (!this.form) return this.paint(this.step);
    this.form.addEventListener("submit", (event) => this.submitted(event));
    document.addEventListener("keydown", (event) => this.pressed(event));
    this.paint(this.step);
  }

  /**
   * Another ceremony was made, or this one is over: what stands on this page is of no use any more.
   * @param {import("./ceremony-link.js").State} state
   */
  take({ ceremony, step }) {
    if (String(ceremony) === this.dataset.ceremony) this.paint(step);
    else window.location.reload();
  }

  /** @param {SubmitEvent} event */
  submitted(event) {
    event.preventDefault();
    const button = /** @type {HTMLButtonElement} */ (event.submitter);
    if (button) this.go(Number(button.value));
  }

  /** @param {KeyboardEvent} event */
  pressed(event) {
    const target = /** @type {HTMLElement} */ (event.target);
    if (event.altKey || event.ctrlKey || event.metaKey || target.closest("input, textarea, select, a, summary")) return;
    // On a button of its own the space bar presses that button.
    if (!(event.key in KEYS) || (event.key === " " && target.closest("button"))) return;
    event.preventDefault();
    this.go(this.step + KEYS[event.key]);
  }

  /**
   * One move after another: whatever way takes longer, the last one that was asked for is the one that stands.
   * @param {number} step
   */
  go(step) {
    if (step >= 0 && step <= this.last) this.moving = this.moving.then(() => this.send(step));
  }

  /** @param {number} step */
  async send(step) {
    const signal = AbortSignal.timeout(PATIENCE);
    const body = new FormData(this.form);
    body.set("step", String(step));
    try {
      const answer = await fetch(this.form.action, {
        method: "POST",
        body,
        signal,
        headers: { Accept: "application/json" },
      });
      const { step: now, message } = await answer.json();
      if (answer.ok) this.paint(now);
      this.say(answer.ok ? "" : message || this.trouble.dataset.unreachable);
    } catch {
      this.say(this.trouble.dataset.unreachable);
    }
  }

  /** @returns {HTMLElement} */
  get trouble() {
    return this.querySelector("[data-field=trouble]");
  }

  /** @param {string} text */
  say(text) {
    this.trouble.textContent = text;
    toggle(this.trouble, Boolean(text));
  }

  /** @param {number} step */
  paint(step) {
    this.step = step;
    this.dataset.step = String(step);
    for (const item of this.querySelectorAll("[data-step]")) this.mark(item, Number(item.getAttribute("data-step")) - step);
    const now = this.querySelector("[aria-current=step]");
    const words = this.querySelector("[data-field=now]");
    const label = now?.querySelector("[data-label]")?.textContent.trim() ?? "";
    if (words && words.textContent !== label) words.textContent = label;
    for (const button of this.querySelectorAll("[data-move]")) this.aim(button, step);
    toggle(this.querySelector("[data-field=publish]"), step === this.last);
    now?.scrollIntoView({ block: "nearest" });
  }

  /**
   * @param {Element} item
   * @param {number} distance from the step on the screens
   */
  mark(item, distance) {
    if (distance === 0) item.setAttribute("aria-current", "step");
    else item.removeAttribute("aria-current");
    item.toggleAttribute("data-next", distance === 1);
  }

  /**
   * @param {Element} button
   * @param {number} step
   */
  aim(button, step) {
    const to = step + Number(button.getAttribute("data-move"));
    button.setAttribute("value", String(to));
    button.toggleAttribute("disabled", to < 0 || to > this.last);
  }
}

customElements.define("ceremony-desk", CeremonyDesk);
