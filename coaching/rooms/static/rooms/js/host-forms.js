/** `<host-forms>`: competitors and modules with the state of every form; lock, open again; disputes and answers. */

import { toast } from "../../design/js/toast.js";
import { disputesOf, formOf, modulesOf, progressOf, progressOfRoom, progressText } from "./form-progress.js";
import { paintSteps } from "./form-steps.js";
import { field, follow, onceAFrame, setAttribute, setText, show } from "./paint.js";
import { listenToReasons, openReasonDialog } from "./reason-dialog.js";
import { seatedFor } from "./seating.js";
import { isOut } from "./state.js";
import { fill, gettext, hourText } from "./words.js";

/** @typedef {import("./protocol.js").Dispute} Dispute */
/** @typedef {import("./protocol.js").Person} Person */

class HostForms extends HTMLElement {
  /** @param {import("./session.js").RoomSession} session */
  start(session) {
    this.session = session;
    this.codes = new Map(session.state.aspects.map((aspect) => [aspect.id, aspect.code]));
    this.answers = /** @type {HTMLDialogElement} */ (document.getElementById("answer-dialog"));
    this.addEventListener("click", (event) => {
      const button = /** @type {HTMLElement|null} */ (/** @type {Element} */ (event.target).closest("[data-form-act]"));
      if (button && button.getAttribute("aria-disabled") !== "true") this.act(button);
    });
    this.answers.querySelector("form").addEventListener("submit", (event) => this.answer(event));
    listenToReasons((type, data) => session.ask(type, data));
    session.addEventListener("change", onceAFrame(() => this.paint()));
    this.paint();
  }

  get people() {
    return this.session.state.competitors.filter((person) => !isOut(person));
  }

  // What the host does

  /** @param {HTMLElement} button */
  act(button) {
    const act = button.dataset.formAct;
    if (act === "answer") return this.openAnswer(button.closest("[data-key]").getAttribute("data-key"));
    const module = Number(button.closest("[data-module]").getAttribute("data-module"));
    if (act === "lock-all") return this.ask(button, "form.lock", { competitor: null, module });
    const competitor = button.closest("[data-key]").getAttribute("data-key");
    const about = { competitor, module };
    const acts = {
      check: () => this.ask(button, "form.check", { ...about, version: formOf(this.session.state, competitor, module).version }),
      lock: () => this.ask(button, "form.lock", about),
      return: () => openReasonDialog("form.return", about, this.nameOf(competitor)),
      reopen: () => openReasonDialog("form.reopen", about, this.nameOf(competitor)),
    };
    return acts[act]();
  }

  /**
   * @param {HTMLElement} button
   * @param {string} type
   * @param {Record<string, any>} data
   */
  async ask(button, type, data) {
    setAttribute(button, "aria-disabled", "true");
    try {
      await this.session.ask(type, data);
    } catch (error) {
      toast(error.message, "bad");
    } finally {
      setAttribute(button, "aria-disabled", null);
    }
  }

  /** @param {string} id */
  openAnswer(id) {
    const dispute = this.session.state.disputes[id];
    this.answering = id;
    setText(field(this.answers, "about"), this.aboutText(dispute));
    setText(field(this.answers, "text"), dispute.text);
    setText(field(this.answers, "error"), "");
    this.answers.querySelector("form").reset();
    this.answers.showModal();
  }

  /** @param {Event} event */
  async answer(event) {
    event.preventDefault();
    const form = /** @type {HTMLFormElement} */ (event.target);
    const button = this.answers.querySelector("[type=submit]");
    if (button.getAttribute("aria-disabled") === "true") return;
    const { outcome, answer } = Object.fromEntries(new FormData(form));
    setAttribute(button, "aria-disabled", "true");
    try {
      await this.session.ask("dispute.answer", { dispute: this.answering, outcome, answer });
      this.answers.close();
    } catch (error) {
      setText(field(this.answers, "error"), error.message);
    } finally {
      setAttribute(button, "aria-disabled", null);
    }
  }

  // Painting

  paint() {
    const people = this.people;
    const template = /** @type {HTMLTemplateElement} */ (document.getElementById("form-row"));
    paintSteps(field(this, "room-steps"), progressOfRoom(this.session.state));
    show(field(this, "forms-nobody"), people.length === 0);
    follow(field(this, "forms"), template, people, (person) => person.id).forEach((element, index) => {
      setText(field(element, "number"), String(people[index].number));
      setText(field(element, "name"), people[index].name);
      for (const cell of element.querySelectorAll("[data-module]")) this.paintCell(/** @type {HTMLElement} */ (cell), people[index]);
    });
    for (const module of modulesOf(this.session.state)) this.paintLockAll(module.number, people);
    this.paintDisputes();
  }

  /**
   * @param {HTMLElement} cell
   * @param {Person} person
   */
  paintCell(cell, person) {
    const { state } = this.session;
    const module = Number(cell.dataset.module);
    const form = formOf(state, person.id, module);
    const progress = progressOf(state, person.id, module);
    const signatories = seatedFor(state, person);
    const signed = signatories.filter((judge) => form.signed.includes(judge.id)).length;
    setAttribute(cell, "data-progress", progress);
    setText(field(cell, "state"), progressText(progress));
    show(field(cell, "version"), form.version > 1);
    setText(field(cell, "version"), fill(gettext("version %(number)s"), { number: form.version }));
    show(field(cell, "signatures"), form.state !== "marking");
    const waits = signatories.filter((judge) => !form.signed.includes(judge.id)).map((judge) => judge.name);
    const text = waits.length
      ? fill(gettext("%(signed)s of %(of)s have signed; missing: %(names)s"), { signed, of: signatories.length, names: waits.join(", ") })
      : fill(gettext("%(signed)s of %(of)s have signed"), { signed, of: signatories.length });
    setText(field(cell, "signatures"), text);
    show(field(cell, "disputed"), this.isDisputed(person.id, module));
    this.paintActs(cell, form, progress);
  }

  /**
   * @param {HTMLElement} cell
   * @param {import("./protocol.js").Form} form
   * @param {string} progress
   */
  paintActs(cell, form, progress) {
    const { state } = this.session;
    const chief = this.hasAttribute("data-chief");
    const unfinished = form.state === "marking" && state.room.status === "ended" && form.version === 1;
    const coordinated = state.coordinators.some((person) => person.status === "present");
    const shown = {
      check: progress === "marked" && form.state === "marking" && state.room.sign_off === "full" && !coordinated,
      return: form.state === "checked",
      lock: chief && form.state === "signed" && !this.isDisputed(form.competitor, form.module),
      reopen: chief && (form.state !== "marking" || unfinished),
    };
    for (const button of cell.querySelectorAll("[data-form-act]")) show(button, shown[button.getAttribute("data-form-act")]);
  }

  /**
   * @param {number} module
   * @param {Person[]} people
   */
  paintLockAll(module, people) {
    const button = this.querySelector(`thead [data-module="${module}"] [data-form-act="lock-all"]`);
    const ready = people.filter(
      (person) => formOf(this.session.state, person.id, module).state === "signed" && !this.isDisputed(person.id, module),
    );
    show(button, ready.length > 0 && this.hasAttribute("data-chief"));
  }

  /**
   * Return whether a dispute keeps this form from being locked.
   * @param {string} competitor
   * @param {number} module
   */
  isDisputed(competitor, module) {
    return disputesOf(this.session.state, competitor, module).some((dispute) => dispute.state === "open");
  }

  paintDisputes() {
    const all = Object.values(this.session.state.disputes);
    const disputes = all.sort((a, b) => Number(a.state !== "open") - Number(b.state !== "open") || a.filed_at.localeCompare(b.filed_at));
    const template = /** @type {HTMLTemplateElement} */ (document.getElementById("form-dispute"));
    show(field(this, "disputes-part"), disputes.length > 0);
    follow(field(this, "disputes"), template, disputes, (dispute) => dispute.id).forEach((element, index) => {
      this.paintDispute(element, disputes[index]);
    });
  }

  /**
   * @param {HTMLElement} element
   * @param {Dispute} dispute
   */
  paintDispute(element, dispute) {
    const words = { open: gettext("Open"), accepted: gettext("Accepted"), declined: gettext("Declined") };
    setAttribute(element, "data-state", dispute.state);
    setText(field(element, "about"), this.aboutText(dispute));
    setText(field(element, "state"), words[dispute.state]);
    setText(field(element, "text"), dispute.text);
    show(field(element, "answer-part"), dispute.answer !== "");
    setText(field(element, "answer"), dispute.answer);
    show(element.querySelector("[data-form-act=answer]"), dispute.state === "open" && this.hasAttribute("data-chief"));
  }

  /** @param {Dispute} dispute */
  aboutText(dispute) {
    const values = {
      name: this.nameOf(dispute.competitor),
      what: this.codes.get(dispute.aspect) ?? fill(gettext("module %(number)s"), { number: dispute.module }),
      by: this.filedBy(dispute),
      time: hourText(new Date(dispute.filed_at)),
    };
    return fill(gettext("%(name)s, %(what)s; filed by %(by)s at %(time)s"), values);
  }

  /** @param {Dispute} dispute */
  filedBy(dispute) {
    const { competitors, judges, coordinators } = this.session.state;
    return [...competitors, ...judges, ...coordinators].find((person) => person.id === dispute.filed_by)?.name ?? "";
  }

  /** @param {string} competitor */
  nameOf(competitor) {
    const person = this.session.state.competitors.find((other) => other.id === competitor);
    return person ? `${person.number} ${person.name}` : "";
  }
}

customElements.define("host-forms", HostForms);
