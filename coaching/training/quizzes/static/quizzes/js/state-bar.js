/** The line that is always in sight: whether every answer is with the server, how many wait, and whether there is a network. */

import { fill, gettext, ngettext } from "../../rooms/js/words.js";

/**
 * @param {import("./sender.js").Sender} sender
 * @returns {[string, string]} the state and its words
 */
export function stateOf(sender) {
  const { outbox, isOffline, isSignedOut } = sender;
  const count = outbox.waiting.length;
  const refused = outbox.entries.filter(({ state }) => state === "refused").length;
  if (isSignedOut) return ["out", gettext("You are signed out. Sign in again: your answers wait here.")];
  if (isOffline && count) {
    const words = ngettext("Offline: %(count)s answer is kept on this device", "Offline: %(count)s answers are kept on this device", count);
    return ["offline", fill(words, { count })];
  }
  if (isOffline) return ["offline", gettext("Offline. Go on: your answers are kept on this device")];
  if (count) return ["waiting", fill(ngettext("%(count)s answer waits", "%(count)s answers wait", count), { count })];
  if (refused) {
    return ["refused", fill(ngettext("%(count)s answer does not count", "%(count)s answers do not count", refused), { count: refused })];
  }
  return ["saved", gettext("Everything is saved")];
}

export class StateBar {
  /**
   * @param {HTMLElement} bar
   * @param {import("./sender.js").Sender} sender
   */
  constructor(bar, sender) {
    this.bar = bar;
    this.sender = sender;
    bar.setAttribute("data-ready", "");
    sender.addEventListener("change", () => this.draw());
    this.draw();
  }

  draw() {
    const [state, words] = stateOf(this.sender);
    const line = /** @type {HTMLElement} */ (this.bar.querySelector(".quiz-state"));
    line.dataset.state = state;
    const place = line.querySelector("[data-words]");
    // Written only when it says something new: it is read aloud.
    if (place.textContent !== words) place.textContent = words;
    this.bar.querySelector("podium-timer")?.setAttribute("offset", String(this.sender.meter.value ?? 0));
  }

  /** @param {number} count */
  count(count) {
    this.bar.querySelector("[data-answered]").textContent = String(count);
  }
}
