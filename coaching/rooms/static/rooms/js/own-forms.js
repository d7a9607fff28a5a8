/** `<own-forms>`: how far a competitor's own forms are, the disputes about them and their answers, and a new one. */

import { openDisputeDialog } from "./dispute-dialog.js";
import { disputesOf, formOf, marksAreOpened, marksAreShown, moduleWith, progressOf } from "./form-progress.js";
import { paintSteps } from "./form-steps.js";
import { field, follow, onceAFrame, setAttribute, setText, show } from "./paint.js";
import { fill, gettext } from "./words.js";

class OwnForms extends HTMLElement {
  /** @param {import("./session.js").RoomSession} session */
  start(session) {
    this.session = session;
    this.codes = new Map(session.state.aspects.map((aspect) => [aspect.id, aspect.code]));
    this.addEventListener("click", (event) => {
      const strip = /** @type {Element} */ (event.target).closest("[data-form-act=dispute]")?.closest("[data-module]");
      if (strip) openDisputeDialog(session, { competitor: this.me, module: Number(strip.getAttribute("data-module")) }, session.state.you.name);
    });
    session.addEventListener("change", onceAFrame(() => this.paint()));
    this.paint();
  }

  get me() {
    return this.session.state.you.participant;
  }

  paint() {
    for (const strip of this.querySelectorAll("[data-module]")) this.paintForm(/** @type {HTMLElement} */ (strip));
  }

  /** @param {HTMLElement} strip */
  paintForm(strip) {
    const { state } = this.session;
    const module = Number(strip.dataset.module);
    const form = formOf(state, this.me, module);
    paintSteps(strip, progressOf(state, this.me, module));
    show(field(strip, "version"), form.version > 1);
    setText(field(strip, "version"), fill(gettext("version %(number)s"), { number: form.version }));
    show(field(strip, "reason-part"), form.version > 1 && form.reason !== "");
    setText(field(strip, "reason"), form.reason);
    const over = strip.dataset.until && Date.now() + this.session.offset > Date.parse(strip.dataset.until);
    const shown = marksAreOpened(state, module) && marksAreShown(state, this.me, moduleWith(state, module));
    show(field(strip, "dispute-part"), shown && !over);
    show(field(strip, "dispute-over"), shown && Boolean(over));
    this.paintDisputes(strip, module);
  }

  /**
   * @param {HTMLElement} strip
   * @param {number} module
   */
  paintDisputes(strip, module) {
    const words = {
      open: gettext("Waits for the chief's answer"),
      accepted: gettext("Accepted: the form is open again"),
      declined: gettext("Declined"),
    };
    const disputes = disputesOf(this.session.state, this.me, module);
    const template = /** @type {HTMLTemplateElement} */ (document.getElementById("own-dispute"));
    follow(field(strip, "disputes"), template, disputes, (dispute) => dispute.id).forEach((element, index) => {
      const dispute = disputes[index];
      setAttribute(element, "data-state", dispute.state);
      setText(field(element, "what"), this.codes.get(dispute.aspect) ?? gettext("The whole module"));
      setText(field(element, "state"), words[dispute.state]);
      setText(field(element, "text"), dispute.text);
      show(field(element, "answer-part"), dispute.answer !== "");
      setText(field(element, "answer"), dispute.answer);
    });
  }
}

customElements.define("own-forms", OwnForms);
