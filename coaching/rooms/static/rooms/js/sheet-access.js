/**
 * What the person at this screen may mark now, and why not: the same rules as the server's (seating.py, marks.py), so
 * that nobody taps in vain. The server has the last word.
 *
 * @typedef {"lobby"|"ended"|"form"|"compatriot"|"no-seat"|"seats-missing"} Why
 */

import { isOpenForMarks, moduleOf } from "./form-progress.js";
import { seatedFor } from "./seating.js";
import { gettext } from "./words.js";

/** @typedef {import("./state.js").State} State */
/** @typedef {import("./protocol.js").Person} Person */

/**
 * @param {State} state
 * @param {Person|undefined} competitor
 * @returns {Why|null}
 */
function withoutSeat(state, competitor) {
  const seats = seatedFor(state, competitor);
  if (seats.some((person) => person.id === state.you?.participant)) return null;
  if (seats.length === 0) return "seats-missing";
  return state.judges.some((judge) => judge.id === state.you?.participant) ? "compatriot" : "no-seat";
}

/**
 * Why the aspects of this sub-criterion cannot be marked for this competitor now; null when they can.
 * @param {State} state
 * @param {string} competitor
 * @param {string} part
 * @returns {Why|null}
 */
export function closedWhy(state, competitor, part) {
  if (state.room.status === "lobby") return "lobby";
  const person = state.competitors.find((other) => other.id === competitor);
  const closed = withoutSeat(state, person);
  if (closed || isOpenForMarks(state, competitor, moduleOf(state, part))) return closed;
  return state.room.status === "ended" ? "ended" : "form";
}

/**
 * Whether comments and evidence may be added: forms do not refuse them, what is published does.
 * @param {State} state
 * @param {string} competitor
 */
export function mayNote(state, competitor) {
  if (state.room.status === "lobby" || state.room.published) return false;
  const person = state.competitors.find((other) => other.id === competitor);
  return state.you?.view === "coordinator" || withoutSeat(state, person) === null;
}

/**
 * The sentence that says why, where the page does not say it already.
 * @param {Why|null} why
 */
export function closedText(why) {
  if (why === "compatriot") return gettext("You may read this sheet but not mark it: you represent the same member. The coordinator takes your seat.");
  if (why === "no-seat") return gettext("You may read this sheet but not mark it: all judges of this competitor may, so the coordinator has no seat here.");
  if (why === "seats-missing") return gettext("Nobody can mark this sheet now: too few judges may, and there is nobody to take their seats. Tell the host.");
  return why === "form" ? gettext("The form of this competitor is closed. You may read it; comments are still welcome.") : "";
}
