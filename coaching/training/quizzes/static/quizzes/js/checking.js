/** Having one answer checked at once, where the quiz says so: it needs the network, and closes the question. */

import { gettext } from "../../rooms/js/words.js";

export class Checks {
  /** @param {Sitting} sitting */
  constructor(sitting) {
    this.sitting = sitting;
  }

  /** @param {HTMLElement} section */
  async check(section) {
    const { sender, bar } = this.sitting;
    await sender.pump();
    const body = JSON.stringify({ question: section.dataset.key });
    const answer = this.sitting.entryOf(section) ? null : await sender.ask({ method: "POST", body }, bar.dataset.check);
    if (answer?.status === 200) this.close(section, answer.content.html);
    else this.say(section, answer?.content?.words ?? gettext("To check an answer the network is needed. Your answer is kept."));
  }

  /**
   * @param {HTMLElement} section
   * @param {string} html written by our own server
   */
  close(section, html) {
    section.setAttribute("data-closed", "");
    section.querySelector(".question-answer").disabled = true;
    section.querySelector(".question-check")?.remove();
    section.querySelector("[data-question-state]").hidden = true;
    const place = /** @type {HTMLElement} */ (section.querySelector("[data-verdict]"));
    place.innerHTML = html;
    place.focus();
  }

  /**
   * @param {HTMLElement} section
   * @param {string} words
   */
  say(section, words) {
    const line = /** @type {HTMLElement} */ (section.querySelector("[data-question-state]"));
    line.hidden = false;
    line.dataset.state = "refused";
    line.textContent = words;
  }
}
