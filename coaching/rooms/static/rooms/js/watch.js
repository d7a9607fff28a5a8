/** `<room-watch>`: what an observer sees, which is how far the marking is, or the marks where the host lets them. */

import { field, follow, onceAFrame, setAttribute, setText, show } from "./paint.js";
import { openRoomPage } from "./room-page.js";
import { formKey, isOut } from "./state.js";
import { fill, gettext, markText } from "./words.js";

/** @typedef {import("./protocol.js").Person} Person */

/** @param {string} state */
function formText(state) {
  const words = {
    marking: gettext("Being marked"),
    checked: gettext("Checked"),
    signed: gettext("Signed"),
    locked: gettext("Locked"),
  };
  return words[state] ?? words.marking;
}

class RoomWatch extends HTMLElement {
  /** @param {import("./session.js").RoomSession} session */
  start(session) {
    this.session = session;
    session.addEventListener("change", onceAFrame(() => this.paint()));
    this.paint();
  }

  get people() {
    return this.session.state.competitors.filter((person) => !isOut(person));
  }

  paint() {
    const { room } = this.session.state;
    setAttribute(this, "data-sees", room.observers_see);
    show(field(this, "progress-only"), room.observers_see !== "marks");
    show(field(this, "nobody"), this.people.length === 0);
    this.paintFigures();
    const template = /** @type {HTMLTemplateElement} */ (document.getElementById("watch-row"));
    const people = this.people;
    follow(field(this, "rows"), template, people, (person) => person.id).forEach((element, index) => {
      this.paintRow(element, people[index]);
    });
  }

  paintFigures() {
    const totals = this.people.map((person) => this.session.state.totals[person.id]).filter(Boolean);
    const sum = (/** @type {"marked"|"of"} */ name) => totals.reduce((all, each) => all + each[name], 0);
    const complete = totals.filter((each) => each.of > 0 && each.marked === each.of).length;
    setText(field(this, "competitor-count"), String(this.people.length));
    setText(field(this, "marked-count"), `${sum("marked")}/${sum("of")}`);
    setText(field(this, "complete-count"), `${complete}/${this.people.length}`);
  }

  /**
   * @param {HTMLElement} element
   * @param {Person} person
   */
  paintRow(element, person) {
    const totals = this.session.state.totals[person.id];
    setText(field(element, "number"), String(person.number));
    setText(field(element, "name"), person.name);
    for (const cell of element.querySelectorAll("[data-cell]")) {
      setText(field(cell, "figure"), markText(totals?.sub_criteria?.[cell.getAttribute("data-cell")] ?? null));
    }
    setText(field(element, "forms"), this.formsText(person.id));
    setText(field(element, "total"), totals?.marked && totals.total ? markText(totals.total) : "");
    setText(field(element, "total-count"), totals ? `${totals.marked}/${totals.of}` : "");
    const progress = field(element, "progress");
    setAttribute(progress, "max", totals?.of || 1);
    setAttribute(progress, "value", totals?.marked ?? 0);
    setAttribute(element.querySelector(".matrix-total"), "data-complete", Boolean(totals?.of && totals.marked === totals.of));
  }

  /** @param {string} competitor */
  formsText(competitor) {
    const { forms, room } = this.session.state;
    return room.modules
      .map((module) => {
        const state = formText(forms[formKey(competitor, module.number)]?.state ?? "marking");
        return room.modules.length === 1 ? state : fill(gettext("%(module)s: %(state)s"), { module: module.number, state });
      })
      .join(" · ");
  }
}

customElements.define("room-watch", RoomWatch);

const session = await openRoomPage();
document.querySelector("room-watch").start(session);
session.connection.start();
