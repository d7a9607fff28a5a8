/**
 * The plan of a room: its modules as a line of time, where the room is on it, and what comes next and when. The server
 * writes the modules; this only says how far they are.
 */

import { moduleName, nextModule } from "./clock.js";
import { field, setAttribute, setText, show } from "./paint.js";
import { fill, gettext, hourText } from "./words.js";

/** @typedef {import("./clock.js").Shown} Shown */
/** @typedef {import("./protocol.js").Room} Room */

/** Which stretch of a module a phase fills; what lies before it is full. */
const STRETCHES = ["reading", "running", "break"];

/**
 * @param {Room} room
 * @param {Shown} shown
 * @param {number} number
 * @returns {"done"|"now"|"next"|"later"}
 */
function stateOf(room, shown, number) {
  if (room.status === "ended" || number < room.module) return "done";
  if (room.status === "lobby") return number === room.module ? "next" : "later";
  if (number === room.module) return (shown.during ?? shown.phase) === "over" ? "done" : "now";
  return number === room.module + 1 ? "next" : "later";
}

/**
 * What comes next, and when, in words.
 * @param {Room} room
 * @param {Shown} shown
 * @param {(moment: number) => string} hour writes a moment of the server as the reader's time of day
 */
function comesNext(room, shown, hour) {
  const next = nextModule(room);
  const name = next ? moduleName(next.number, next.title) : "";
  if (room.status === "ended") return "";
  if (room.status === "lobby") return gettext("Begins when the host starts the clock");
  if (room.status === "paused") return gettext("The clock stands still; nobody loses time");
  if (shown.phase === "reading") return fill(gettext("Work begins at %(time)s"), { time: hour(shown.until) });
  if (shown.phase === "running") return fill(gettext("Work ends at %(time)s"), { time: hour(shown.until) });
  if (!next) return gettext("All modules are over");
  if (shown.phase === "break") return fill(gettext("%(module)s follows at %(time)s"), { module: name, time: hour(shown.until) });
  return fill(gettext("%(module)s follows when the host starts it"), { module: name });
}

export class PlanPainter {
  /**
   * @param {Room} room
   * @param {Shown} shown
   * @param {number} offset
   */
  paint(room, shown, offset) {
    const hour = (/** @type {number} */ moment) => hourText(new Date(moment - offset));
    const text = comesNext(room, shown, hour);
    for (const part of document.querySelectorAll("[data-clock=next]")) {
      setText(part, text);
      show(part, text !== "");
    }
    for (const element of document.querySelectorAll("[data-plan-module]")) this.paintModule(element, room, shown);
  }

  /**
   * @param {Element} element
   * @param {Room} room
   * @param {Shown} shown
   */
  paintModule(element, room, shown) {
    const number = Number(element.getAttribute("data-plan-module"));
    const state = stateOf(room, shown, number);
    setAttribute(element, "data-state", state);
    setAttribute(element, "aria-current", state === "now" ? "step" : null);
    setText(field(element, "plan-state"), this.stateText(state, shown));
    for (const stretch of element.querySelectorAll("[data-stretch]")) this.paintStretch(stretch, room, shown, state);
  }

  /**
   * @param {"done"|"now"|"next"|"later"} state
   * @param {Shown} shown
   */
  stateText(state, shown) {
    const words = { done: gettext("over"), next: gettext("next"), later: "" };
    if (state !== "now") return words[state];
    if (shown.phase === "paused") return gettext("paused");
    return { reading: gettext("reading time"), break: gettext("break") }[shown.phase] ?? gettext("now");
  }

  /**
   * @param {Element} element
   * @param {Room} room
   * @param {Shown} shown
   * @param {"done"|"now"|"next"|"later"} state
   */
  paintStretch(element, room, shown, state) {
    const kind = element.getAttribute("data-stretch");
    const planned = Number(element.getAttribute("data-seconds"));
    const seconds = state === "now" && kind === "running" ? room.clock.duration : planned;
    const style = /** @type {HTMLElement} */ (element).style;
    style.setProperty("--seconds", String(seconds));
    style.setProperty("--done", `${100 * this.doneOf(kind, shown, state)}%`);
  }

  /**
   * @param {string} kind
   * @param {Shown} shown
   * @param {"done"|"now"|"next"|"later"} state
   * @returns {number} from 0 to 1
   */
  doneOf(kind, shown, state) {
    if (state !== "now") return state === "done" ? 1 : 0;
    const [mine, current] = [kind, shown.during ?? shown.phase].map((name) => STRETCHES.indexOf(name));
    if (mine !== current) return mine < current ? 1 : 0;
    return shown.length ? 1 - shown.remaining / shown.length : 1;
  }
}
