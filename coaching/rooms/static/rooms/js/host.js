/** `<host-console>`: who is here, the clock, the door, and how far the marking is. */

import "./host-forms.js";
import { toast } from "../../design/js/toast.js";
import { startHostClock } from "./host-clock.js";
import { missingText, offlineText, unlockedText } from "./host-ending.js";
import { HostPeople } from "./host-people.js";
import { field, follow, onceAFrame, setAttribute, setText, show } from "./paint.js";
import { openRoomPage } from "./room-page.js";
import { isOut } from "./state.js";
import { fill, gettext, markText } from "./words.js";

/** @typedef {import("./protocol.js").Person} Person */

/**
 * Where a refusal is said in a dialog: a toast would stand dimmed behind it.
 * @param {HTMLDialogElement} dialog
 * @returns {HTMLElement}
 */
function refusalPlace(dialog) {
  const known = field(dialog, "command-error");
  if (known) return known;
  const place = document.createElement("p");
  place.className = "form-dialog-error";
  place.dataset.field = "command-error";
  place.setAttribute("role", "alert");
  dialog.querySelector(".dialog-body").append(place);
  dialog.addEventListener("close", () => setText(place, ""));
  return place;
}

class HostConsole extends HTMLElement {
  /** @param {import("./session.js").RoomSession} session */
  start(session) {
    this.session = session;
    this.people = new HostPeople(this, session);
    session.addEventListener("change", onceAFrame(() => this.paint()));
    session.addEventListener("phase", () => this.paintReach());
    document.addEventListener("click", (event) => this.clicked(/** @type {Element} */ (event.target)));
    this.aspects = new Map(session.state.aspects.map((aspect) => [aspect.id, aspect]));
    this.paint();
    this.paintReach();
  }

  // What the host does

  /** @param {Element} target */
  clicked(target) {
    const button = target.closest("[data-command]");
    if (button && button.getAttribute("aria-disabled") !== "true") this.command(button);
  }

  /** @param {HTMLElement} button */
  async command(button) {
    const dialog = button.closest("dialog");
    setAttribute(button, "aria-disabled", "true");
    try {
      await this.session.ask(button.dataset.command, JSON.parse(button.dataset.values ?? "{}"));
      dialog?.close();
    } catch (error) {
      if (dialog?.open) setText(refusalPlace(dialog), error.message);
      else toast(error.message, "bad");
    } finally {
      setAttribute(button, "aria-disabled", null);
    }
  }

  // Painting

  /** Without a connection the clock and the door cannot be moved: say so by their look. */
  paintReach() {
    const reachable = this.session.connection.isReachable;
    setAttribute(this, "data-unreachable", !reachable);
  }

  paint() {
    const { state } = this.session;
    this.dataset.status = state.room.status;
    for (const part of document.querySelectorAll("[data-when-locked]")) {
      const fits = (part.dataset.whenLocked === "yes") === state.room.locked;
      show(part, fits && state.room.status !== "ended");
    }
    const here = state.competitors.filter((person) => !isOut(person));
    this.people.paint();
    this.paintExpected(here);
    this.paintMatrix(here);
    this.paintNotices(here);
    this.paintEnding();
  }

  /**
   * Who of the class list has come: names are the same but for the size of their letters.
   * @param {Person[]} people
   */
  paintExpected(people) {
    const folded = (/** @type {string} */ name) => name.toUpperCase().toLowerCase();
    const names = new Set(people.map((person) => folded(person.name)));
    const expected = /** @type {HTMLElement[]} */ ([...this.querySelectorAll("[data-expected]")]);
    for (const element of expected) {
      const hasCome = names.has(folded(element.dataset.expected));
      setAttribute(element, "data-come", hasCome);
      setText(field(element, "arrival"), hasCome ? gettext("Arrived") : gettext("Not yet"));
    }
    const come = expected.filter((element) => element.hasAttribute("data-come"));
    setText(field(this, "expected-come"), String(come.length));
  }

  /** @param {Person[]} people */
  paintMatrix(people) {
    const template = /** @type {HTMLTemplateElement} */ (document.getElementById("matrix-row"));
    follow(field(this, "matrix"), template, people, (person) => person.id).forEach((element, index) => {
      this.paintMatrixRow(element, people[index]);
    });
  }

  /**
   * @param {HTMLElement} element
   * @param {Person} person
   */
  paintMatrixRow(element, person) {
    const totals = this.session.state.totals[person.id];
    const counts = this.markedByPart(person.id);
    setText(field(element, "number"), String(person.number));
    setText(field(element, "name"), person.name);
    for (const cell of element.querySelectorAll("[data-cell]")) {
      const { cell: code, of } = cell.dataset;
      const marked = counts.get(code) ?? 0;
      setText(field(cell, "figure"), markText(marked ? (totals?.sub_criteria?.[code] ?? null) : null));
      setText(field(cell, "count"), `${marked}/${of}`);
      setAttribute(cell, "data-complete", marked === Number(of));
    }
    setText(field(element, "total"), markText(totals?.marked ? totals.total : null));
    setText(field(element, "total-count"), totals ? `${totals.marked}/${totals.of}` : "");
  }

  /**
   * @param {string} competitor
   * @returns {Map<string, number>} how many aspects are marked, by sub-criterion
   */
  markedByPart(competitor) {
    const counts = new Map();
    for (const mark of Object.values(this.session.state.marks)) {
      if (mark.competitor !== competitor || mark.mark === null || mark.state !== "marked") continue;
      const part = this.aspects.get(mark.aspect)?.sub_criterion;
      counts.set(part, (counts.get(part) ?? 0) + 1);
    }
    return counts;
  }

  /** @param {Person[]} people */
  paintNotices(people) {
    const names = new Map(people.map((person) => [person.id, person.name]));
    const over = this.session.state.room.status === "ended";
    const spread = Object.values(this.session.state.marks).filter(
      (mark) => !over && mark.state === "discuss" && names.has(mark.competitor),
    );
    const template = /** @type {HTMLTemplateElement} */ (document.getElementById("host-notice"));
    show(field(this, "notices-part"), spread.length > 0);
    const elements = follow(field(this, "notices"), template, spread, (mark) => `${mark.competitor}:${mark.aspect}`);
    elements.forEach((element, index) => {
      setText(field(element, "text"), this.discussionText(spread[index], names.get(spread[index].competitor)));
    });
  }

  /**
   * @param {import("./protocol.js").Mark} mark
   * @param {string} name
   */
  discussionText(mark, name) {
    return fill(gettext("%(aspect)s, %(name)s: scores %(scores)s. The jury discusses and scores again (round %(round)s)."), {
      aspect: this.aspects.get(mark.aspect)?.code ?? "",
      name,
      scores: (mark.previous ?? []).map(({ score }) => score).join(" · "),
      round: mark.round,
    });
  }

  /** What to know before the end, in the question that asks for it. */
  paintEnding() {
    const { state } = this.session;
    const texts = { "end-missing": missingText(state), "end-unlocked": unlockedText(state), "end-offline": offlineText(state) };
    for (const [name, text] of Object.entries(texts)) {
      const line = document.querySelector(`[data-field=${name}]`);
      setText(line, text);
      show(line, text !== "");
    }
  }
}

customElements.define("host-console", HostConsole);

const session = await openRoomPage();
document.querySelector("host-console").start(session);
document.querySelector("host-forms")?.start(session);
startHostClock(session);
session.connection.start();
