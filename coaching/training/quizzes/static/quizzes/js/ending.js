/** The end of an attempt: by the button, once nothing waits any more, or by the server's clock. */

import { gettext } from "../../rooms/js/words.js";

const LAST_TRIES = 5_000;

/** @param {number} wait milliseconds */
const after = (wait) => new Promise((resolve) => window.setTimeout(resolve, wait));

export class Ending {
  /** @param {Sitting} sitting */
  constructor(sitting) {
    this.sitting = sitting;
    this.end = Date.parse(sitting.bar.dataset.ends ?? "");
    sitting.form.addEventListener("submit", (event) => this.submitted(event));
    if (!Number.isNaN(this.end)) this.watch();
  }

  /** @param {SubmitEvent} event */
  submitted(event) {
    const name = event.submitter?.getAttribute("name");
    event.preventDefault();
    this.sitting.giveAll();
    if (name === "check") this.sitting.checks.check(event.submitter.closest("[data-question]"));
    else if (name === "finish") this.finish();
  }

  /** Wait for the answers on their way; then ask whether the attempt is to end. */
  async finish() {
    const { outbox, sender, bar } = this.sitting;
    await Promise.race([sender.pump(), after(LAST_TRIES)]);
    if (!outbox.waiting.length && !sender.isOffline) {
      window.location.assign(bar.dataset.finish);
      return;
    }
    const words = gettext("The attempt can be finished when the network is back. Your answers are kept on this device.");
    bar.querySelector("[data-words]").textContent = words;
    bar.scrollIntoView({ block: "nearest" });
  }

  watch() {
    const left = this.end - this.sitting.sender.now.getTime();
    if (left <= 0) this.over();
    else this.timer = window.setTimeout(() => this.watch(), Math.min(left, 1_000));
  }

  /** The time is over: nothing more can be given, what was given goes out, and then the attempt ends. */
  async over() {
    const { outbox, sender, form, sections } = this.sitting;
    if (form.hasAttribute("data-over")) return;
    this.sitting.giveAll();
    form.setAttribute("data-over", "");
    for (const section of sections) section.querySelector(".question-answer").disabled = true;
    while (outbox.waiting.length || sender.isOffline) {
      await Promise.race([sender.pump(), after(LAST_TRIES)]);
      if (outbox.waiting.length || sender.isOffline) await after(1_000);
      if (sender.isOffline) await sender.state();
    }
    if (outbox.entries.some(({ state }) => state === "refused")) return;
    this.leave();
  }

  /** Go where the result is. */
  leave() {
    /** @type {HTMLFormElement} */ (document.querySelector("#quiz-over")).submit();
  }
}
