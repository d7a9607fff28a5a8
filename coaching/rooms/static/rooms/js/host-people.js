/** The people of the host's console: who is here and by which network, who they are, seats, co-hosts, settings. */

import { toast } from "../../design/js/toast.js";
import { field, follow, setAttribute, setText, show } from "./paint.js";
import { isOut } from "./state.js";
import { fill, gettext } from "./words.js";

/** @typedef {import("./protocol.js").Person} Person */

/**
 * @param {string} id
 * @returns {HTMLDialogElement}
 */
const dialogOf = (id) => /** @type {HTMLDialogElement} */ (document.getElementById(id));

/** @param {Person} person */
function networkText(person) {
  if (!person.online || !person.network || person.network === "good") return "";
  return person.network === "slow" ? gettext("Slow connection") : gettext("Bad connection");
}

/** @param {Person} person */
function presenceOf(person) {
  if (!person.online) return "no";
  return person.network && person.network !== "good" ? person.network : "yes";
}

/**
 * @param {Element} element
 * @param {Person} person
 */
function paintPresence(element, person) {
  const dot = field(element, "presence");
  setAttribute(dot, "data-online", presenceOf(person));
  setAttribute(dot, "title", person.online ? networkText(person) || gettext("Here") : gettext("Not connected"));
  setText(field(element, "network"), networkText(person));
}

/** What a form on this page says, in the types of the protocol. @param {HTMLFormElement} form */
function saidIn(form) {
  const said = /** @type {Record<string, any>} */ ({});
  for (const part of form.elements) {
    const input = /** @type {HTMLInputElement} */ (part);
    if (!input.name) continue;
    if (input.type === "checkbox") said[input.name] = input.checked;
    else if (input.type === "number") said[input.name] = Number(input.value || 0);
    else said[input.name] = input.value;
  }
  return said;
}

/**
 * @param {HTMLFormElement} form
 * @param {Record<string, any>} known
 */
function fillIn(form, known) {
  for (const part of form.elements) {
    const input = /** @type {HTMLInputElement} */ (part);
    if (!input.name) continue;
    if (input.type === "checkbox") input.checked = Boolean(known[input.name]);
    else input.value = String(known[input.name] ?? "");
  }
  show(field(form, "error"), false);
}

export class HostPeople {
  /**
   * @param {HTMLElement} console
   * @param {import("./session.js").RoomSession} session
   */
  constructor(console, session) {
    this.console = console;
    this.session = session;
    /** @type {string|null} who is in the dialog */
    this.person = null;
    this.fetching = false;
    this.hosts = JSON.stringify(session.state.hosts);
    document.addEventListener("click", (event) => this.clicked(/** @type {Element} */ (event.target)));
    document.addEventListener("submit", (event) => this.submitted(event));
  }

  // What the host does

  /** @param {Element} target */
  clicked(target) {
    const opener = target.closest("[data-changes-person]");
    if (opener) this.openPerson(opener.getAttribute("data-changes-person"));
    const seat = /** @type {HTMLElement|null} */ (target.closest("[data-shows-seat]"));
    if (seat) this.openSeat(seat);
    const host = /** @type {HTMLElement|null} */ (target.closest("[data-asks-host]"));
    if (host) this.openHost(host.dataset);
    if (target.closest("[data-opens=settings-dialog]")) this.fillSettings();
    if (target.closest("[data-opens=add-dialog]")) fillIn(dialogOf("add-dialog").querySelector("form"), {});
  }

  /** @param {string} id */
  openPerson(id) {
    const person = this.everybody.find((other) => other.id === id);
    if (!person) return;
    const dialog = dialogOf("person-dialog");
    this.person = id;
    fillIn(dialog.querySelector("form"), person);
    const values = JSON.stringify({ participant: id });
    for (const button of dialog.querySelectorAll("[data-command]")) setAttribute(button, "data-values", values);
    show(dialog.querySelector("[data-command='participant.remove']"), !isOut(person));
    show(dialog.querySelector("[data-command='participant.ban']"), person.status !== "banned");
    show(dialog.querySelector(".host-send-out"), person.status !== "banned");
    dialog.showModal();
  }

  get everybody() {
    const { competitors, judges, coordinators, observers } = this.session.state;
    return [...judges, ...coordinators, ...observers, ...competitors];
  }

  /** @param {HTMLElement} button */
  openSeat(button) {
    const dialog = dialogOf("seat-dialog");
    const row = /** @type {HTMLElement} */ (button.closest("[data-seat]"));
    const code = /** @type {HTMLTemplateElement} */ (row.querySelector("[data-qr]"));
    const name = this.everybody.find((person) => person.id === row.dataset.seat)?.name;
    const seat = button.dataset.showsSeat;
    setText(dialog.querySelector(".dialog-title"), name ? `${name} – ${seat}` : seat);
    field(dialog, "qr").replaceChildren(code.content.cloneNode(true));
    setAttribute(field(dialog, "copy"), "data-copy", button.dataset.link);
    dialog.showModal();
  }

  /** @param {DOMStringMap} asked */
  openHost({ asksHost, user, name }) {
    const dialog = dialogOf(asksHost);
    setText(field(dialog, "name"), name);
    setAttribute(dialog.querySelector("[data-command]"), "data-values", JSON.stringify({ user: Number(user) }));
    dialog.showModal();
  }

  fillSettings() {
    fillIn(dialogOf("settings-dialog").querySelector("form"), this.session.state.room);
  }

  /** @param {Event} event */
  async submitted(event) {
    const form = /** @type {HTMLFormElement} */ (event.target);
    const type = form.dataset.tells;
    if (!type) return;
    event.preventDefault();
    try {
      await this.session.ask(type, this.toldBy(form, type));
      form.closest("dialog").close();
      toast(gettext("Saved"), "good");
    } catch (error) {
      setText(field(form, "error"), error.message);
      show(field(form, "error"), true);
    }
  }

  /**
   * What the form tells; a seat that nobody has taken has no name yet, and needs none to represent somebody.
   * @param {HTMLFormElement} form
   * @param {string} type
   */
  toldBy(form, type) {
    const { name, ...others } = saidIn(form);
    if (type !== "participant.describe") return name === undefined ? others : { name, ...others };
    const known = this.everybody.find((person) => person.id === this.person);
    return { participant: this.person, ...others, ...(name || known?.name ? { name } : {}) };
  }

  // Painting

  paint() {
    const { state } = this.session;
    const seats = [...state.judges, ...state.coordinators, ...state.observers];
    this.paintSeats(seats);
    this.paintCompetitors(state.competitors.filter((person) => !isOut(person)));
    this.paintRemoved(this.everybody.filter(isOut));
    const hosts = JSON.stringify(state.hosts);
    if (hosts !== this.hosts || seats.some((seat) => !this.rowOf(seat.id))) this.fetchSeats(hosts);
  }

  /** @param {string} id */
  rowOf(id) {
    return this.console.querySelector(`[data-seat="${id}"]`);
  }

  /** Another seat or another host has come: their links are made by the server. @param {string} hosts */
  async fetchSeats(hosts) {
    if (this.fetching) return;
    this.fetching = true;
    try {
      const answer = await fetch("people/");
      if (!answer.ok) return;
      field(this.console, "seats").innerHTML = await answer.text();
      this.hosts = hosts;
      this.paintSeats([...this.session.state.judges, ...this.session.state.coordinators, ...this.session.state.observers]);
    } catch {
      // The next change tries again.
    } finally {
      this.fetching = false;
    }
  }

  /** @param {Person[]} seats */
  paintSeats(seats) {
    for (const seat of seats) {
      const element = this.rowOf(seat.id);
      if (!element) continue;
      paintPresence(element, seat);
      setText(field(element, "name"), seat.name || gettext("Free seat"));
      setText(field(element, "member"), seat.member || seat.organisation || "");
      setText(field(element, "state"), this.stateText(seat));
      setAttribute(element, "data-out", isOut(seat));
    }
  }

  /** @param {Person} seat */
  stateText(seat) {
    if (isOut(seat)) return seat.status === "banned" ? gettext("Banned") : gettext("Removed");
    return seat.status === "invited" ? gettext("The link has not been opened yet") : this.owedText(seat);
  }

  /**
   * How many scores the others wait for from this judge.
   * @param {Person} judge
   */
  owedText(judge) {
    const { room, marks, aspects } = this.session.state;
    if (room.status === "ended") return "";
    const judged = new Set(aspects.filter((aspect) => aspect.kind === "J").map((aspect) => aspect.id));
    const begun = Object.values(marks).filter((mark) => judged.has(mark.aspect) && mark.state !== "marked");
    const owed = begun.filter((mark) => mark.scores.some((score) => score.judge === judge.id && !score.in)).length;
    return owed ? fill(gettext("Scores that the panel waits for: %(count)s"), { count: owed }) : "";
  }

  /** @param {Person[]} people */
  paintCompetitors(people) {
    const template = /** @type {HTMLTemplateElement} */ (document.getElementById("host-competitor"));
    const elements = follow(field(this.console, "competitors"), template, people, (person) => person.id);
    elements.forEach((element, index) => {
      const person = people[index];
      paintPresence(element, person);
      setText(field(element, "number"), String(person.number));
      setText(field(element, "name"), person.name);
      setText(field(element, "organisation"), [person.organisation, person.member].filter(Boolean).join(" · "));
      const change = field(element, "change");
      setAttribute(change, "data-changes-person", person.id);
      setAttribute(change, "aria-label", fill(gettext("Change %(name)s"), { name: person.name }));
    });
    setText(field(this.console, "competitor-count"), String(people.length));
    show(field(this.console, "no-competitors"), people.length === 0);
  }

  /** @param {Person[]} people */
  paintRemoved(people) {
    const template = /** @type {HTMLTemplateElement} */ (document.getElementById("host-removed"));
    show(field(this.console, "removed-part"), people.length > 0);
    follow(field(this.console, "removed"), template, people, (person) => person.id).forEach((element, index) => {
      const person = people[index];
      setText(field(element, "number"), String(person.number));
      setText(field(element, "name"), person.name || gettext("Free seat"));
      setText(field(element, "state"), person.status === "banned" ? gettext("Banned") : gettext("May come in again"));
      const values = JSON.stringify({ participant: person.id });
      setAttribute(element.querySelector("[data-command]"), "data-values", values);
    });
  }
}
