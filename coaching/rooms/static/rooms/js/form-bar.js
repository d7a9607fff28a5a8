/**
 * `<form-bar>`: on the sheet of a judge or the coordinator, how far the form of this competitor is, why marks are
 * closed, and what is to be done next: check, send back, sign.
 */

import { toast } from "../../design/js/toast.js";
import { openDisputeDialog } from "./dispute-dialog.js";
import { disputesOf, formOf, isOpenForMarks, marksAreOpened, missingOf, progressOf } from "./form-progress.js";
import { paintSteps } from "./form-steps.js";
import { listenToReasons, openReasonDialog } from "./reason-dialog.js";
import { field, follow, setAttribute, setText, show } from "./paint.js";
import { seatedFor } from "./seating.js";
import { fill, gettext, markText, ngettext } from "./words.js";

/** @typedef {import("./protocol.js").Form} Form */

class FormBar extends HTMLElement {
  /**
   * Paint the forms of this competitor.
   * @param {import("./session.js").RoomSession} session
   * @param {string} competitor
   */
  follow(session, competitor) {
    if (!this.session) this.listen(session);
    this.competitor = competitor;
    for (const strip of this.querySelectorAll("[data-module]")) this.paint(/** @type {HTMLElement} */ (strip));
    if (this.dialog?.open) this.paintDialog();
  }

  /** @param {import("./session.js").RoomSession} session */
  listen(session) {
    this.session = session;
    this.dialog = /** @type {HTMLDialogElement} */ (document.getElementById("sign-dialog"));
    this.addEventListener("click", (event) => {
      const button = /** @type {Element} */ (event.target).closest("[data-form-act]");
      if (button && button.getAttribute("aria-disabled") !== "true") this.act(/** @type {HTMLElement} */ (button));
    });
    this.dialog.querySelector("[data-action=sign]").addEventListener("click", () => this.sign());
    listenToReasons((type, data) => session.ask(type, data));
  }

  get me() {
    return this.session.state.you.participant;
  }

  /** Who marks this competitor, and so signs. */
  get signatories() {
    const { state } = this.session;
    return seatedFor(state, state.competitors.find((person) => person.id === this.competitor));
  }

  // What is done

  /** @param {HTMLElement} button */
  act(button) {
    const module = Number(button.closest("[data-module]").getAttribute("data-module"));
    const form = formOf(this.session.state, this.competitor, module);
    const about = { competitor: this.competitor, module };
    const acts = {
      check: () => this.ask("form.check", { ...about, version: form.version }),
      return: () => openReasonDialog("form.return", about, this.nameOf(this.competitor)),
      sign: () => this.openDialog(form),
      dispute: () => openDisputeDialog(this.session, about, this.nameOf(this.competitor)),
    };
    acts[button.dataset.formAct]();
  }

  /**
   * @param {string} type
   * @param {Record<string, any>} data
   * @returns {Promise<boolean>} whether it was done
   */
  async ask(type, data) {
    try {
      await this.session.ask(type, data);
      return true;
    } catch (error) {
      toast(error.message, "bad");
      return false;
    }
  }

  /** @param {Form} form */
  openDialog(form) {
    this.signing = { competitor: form.competitor, module: form.module, version: form.version };
    this.paintDialog();
    this.dialog.showModal();
  }

  async sign() {
    const button = this.dialog.querySelector("[data-action=sign]");
    if (button.getAttribute("aria-disabled") === "true") return;
    setAttribute(button, "aria-disabled", "true");
    const done = await this.ask("form.sign", this.signing);
    setAttribute(button, "aria-disabled", null);
    this.dialog.close();
    if (done) toast(gettext("You have signed this form."), "good");
  }

  // Painting

  /** @param {HTMLElement} strip */
  paint(strip) {
    const { state } = this.session;
    const module = Number(strip.dataset.module);
    const form = formOf(state, this.competitor, module);
    const progress = progressOf(state, this.competitor, module);
    paintSteps(strip, progress);
    setAttribute(strip, "data-progress", progress);
    show(field(strip, "version"), form.version > 1);
    setText(field(strip, "version"), fill(gettext("version %(number)s"), { number: form.version }));
    setText(field(strip, "why"), this.why(form, progress));
    this.paintReason(strip, form);
    this.paintSignatures(strip, form, progress);
    this.paintActs(strip, form, progress);
  }

  /**
   * @param {HTMLElement} strip
   * @param {Form} form
   */
  paintReason(strip, form) {
    const open = disputesOf(this.session.state, this.competitor, form.module).filter((dispute) => dispute.state === "open");
    show(field(strip, "reason-part"), form.version > 1 && form.reason !== "");
    setText(field(strip, "reason"), form.reason);
    show(field(strip, "disputes"), open.length > 0);
    const text = ngettext("%(count)s dispute waits for the chief's answer.", "%(count)s disputes wait for the chief's answer.", open.length);
    setText(field(strip, "disputes"), fill(text, { count: open.length }));
  }

  /**
   * @param {HTMLElement} strip
   * @param {Form} form
   * @param {string} progress
   */
  paintSignatures(strip, form, progress) {
    const people = this.signatories;
    const template = /** @type {HTMLTemplateElement} */ (document.getElementById("form-signature"));
    show(field(strip, "signatures"), progress !== "draft" && progress !== "marking");
    follow(field(strip, "signatures"), template, people, (person) => person.id).forEach((element, index) => {
      const signed = form.signed.includes(people[index].id);
      setAttribute(element, "data-signed", signed);
      setText(field(element, "name"), people[index].name || gettext("Free seat"));
      setText(field(element, "state"), signed ? gettext("signed") : gettext("not yet"));
    });
  }

  /**
   * @param {HTMLElement} strip
   * @param {Form} form
   * @param {string} progress
   */
  paintActs(strip, form, progress) {
    const { state } = this.session;
    const full = state.room.sign_off === "full";
    const coordinates = state.you.view === "coordinator";
    const shown = {
      check: coordinates && full && progress === "marked",
      return: coordinates && form.state === "checked",
      sign: this.maySign(form, progress),
      dispute: progress !== "marking" && marksAreOpened(state, form.module),
    };
    for (const button of strip.querySelectorAll("[data-form-act]")) {
      const act = button.getAttribute("data-form-act");
      show(button, shown[act]);
      const waits = (act === "check" || act === "sign") && this.undelivered > 0;
      setAttribute(button, "aria-disabled", waits ? "true" : null);
    }
  }

  /**
   * @param {Form} form
   * @param {string} progress
   */
  maySign(form, progress) {
    const { state } = this.session;
    const mine = this.signatories.some((person) => person.id === this.me);
    const ready = form.state === "checked" || (state.room.sign_off === "judges" && progress === "marked");
    return mine && ready && !form.signed.includes(this.me);
  }

  /** How many marks of this judge have not reached the room: nobody signs before they have. */
  get undelivered() {
    return this.session.outbox.entries.filter((entry) => entry.state !== "accepted").length;
  }

  /**
   * In one sentence: what this form waits for, and why marks are closed if they are.
   * @param {Form} form
   * @param {string} progress
   */
  why(form, progress) {
    const { state } = this.session;
    if (this.undelivered > 0 && (progress === "marked" || form.state === "checked")) {
      const text = ngettext(
        "%(count)s mark on this device has not reached the room yet. It must be delivered or dismissed before anything is signed.",
        "%(count)s marks on this device have not reached the room yet. They must be delivered or dismissed before anything is signed.",
        this.undelivered,
      );
      return fill(text, { count: this.undelivered });
    }
    if (form.state === "checked") return this.whyClosed(form);
    const words = {
      draft: gettext("Marks can be given once the room has started."),
      marking: this.whyMarking(form),
      marked: this.whyMarked(),
      signed: gettext("Everybody has signed: marks are closed. The chief locks the form next."),
      locked: gettext("Locked: marks are closed. Only the chief can open the form again, with a reason."),
      published: gettext("The results are published. Only the chief can open the form again, with a reason."),
    };
    return isOpenForMarks(state, this.competitor, form.module) || progress !== "marking"
      ? words[progress]
      : gettext("The room has ended before everything was marked. Only the chief can open this form again.");
  }

  /** @param {Form} form */
  whyMarking(form) {
    const missing = missingOf(this.session.state, this.competitor, form.module);
    return fill(ngettext("%(count)s aspect has no mark yet.", "%(count)s aspects have no mark yet.", missing), { count: missing });
  }

  whyMarked() {
    const { you, room } = this.session.state;
    if (room.sign_off === "judges") return gettext("Everything is marked. Sign if the form says what you found; the first signature closes it for marks.");
    if (you.view === "coordinator") return gettext("Everything is marked. Look it through and check it: that closes the form for marks.");
    return gettext("Everything is marked. The coordinator checks it next.");
  }

  /** @param {Form} form */
  whyClosed(form) {
    const left = this.signatories.filter((person) => !form.signed.includes(person.id));
    if (left.some((person) => person.id === this.me)) return gettext("Marks are closed. Sign if the form says what you found.");
    return fill(gettext("Marks are closed. Waiting for the signature of: %(names)s."), {
      names: left.map((person) => person.name).join(", "),
    });
  }

  /** The totals that one signs; they follow every change while the dialog is open. */
  paintDialog() {
    const { state } = this.session;
    const { competitor, module, version } = this.signing;
    const totals = state.totals[competitor]?.sub_criteria ?? {};
    const parts = state.room.modules.find((other) => other.number === module).sub_criteria;
    const template = /** @type {HTMLTemplateElement} */ (document.getElementById("sign-part"));
    setText(field(this.dialog, "sign-name"), this.nameOf(competitor));
    follow(field(this.dialog, "sign-parts"), template, parts, (part) => part).forEach((element, index) => {
      setText(field(element, "code"), parts[index]);
      setText(field(element, "total"), markText(totals[parts[index]] ?? null));
    });
    setText(field(this.dialog, "sign-total"), markText(sumOf(parts.map((part) => totals[part] ?? "0.00"))));
    const changed = formOf(state, competitor, module).version !== version || this.undelivered > 0;
    show(field(this.dialog, "sign-changed"), changed);
    setAttribute(this.dialog.querySelector("[data-action=sign]"), "aria-disabled", changed ? "true" : null);
  }

  /** @param {string} competitor */
  nameOf(competitor) {
    const person = this.session.state.competitors.find((other) => other.id === competitor);
    return person ? `${person.number} ${person.name}` : "";
  }
}

/**
 * Add marks up in whole hundredths: no float touches a mark.
 * @param {string[]} marks
 */
function sumOf(marks) {
  const hundredths = marks.reduce((sum, mark) => sum + BigInt(mark.replace(".", "")), 0n);
  const figures = String(hundredths).padStart(3, "0");
  return `${figures.slice(0, -2)}.${figures.slice(-2)}`;
}

customElements.define("form-bar", FormBar);
