/**
 * What a judge gave without a network, when somebody else changed the same aspect meanwhile: both stand side by side
 * until the judge decides. The server finds it out, because it alone knows what came first.
 */

import { closedWhy } from "./sheet-access.js";
import { isOut, markKey } from "./state.js";
import { gettext } from "./words.js";

/** @typedef {import("./outbox.js").Entry} Entry */

const MEASUREMENTS = new Set(["measurement.record", "measurement.observe"]);
const MARKS = /^(measurement|judgement)\./;
/** Refusals that say: it was right when it was given, and is not any more. */
const OVERTAKEN = new Set(["changed_meanwhile", "round_over", "round_closed", "room_ended", "competitor_removed"]);
/** These say what to decide; after the others marks were closed. */
const SAYS_WHAT_IS_OPEN = new Set(["changed_meanwhile", "round_over"]);

/**
 * Return whether a refusal is a conflict with what others did while this browser had no network.
 * @param {Entry} entry
 * @param {import("./protocol.js").RoomError} error
 */
export const isConflict = (entry, error) =>
  Boolean(entry.waited) && MARKS.test(entry.type) && (OVERTAKEN.has(error.code) || error.code.startsWith("form_"));

/**
 * Return the data to send: of a measurement that waited, with the mark that the judge saw when giving it. While the
 * page is live the last word counts, and nothing is compared.
 * @param {Entry} entry
 * @returns {Record<string, any>}
 */
export function withWhatWasSeen({ type, data, waited, basis }) {
  return waited && basis && MEASUREMENTS.has(type) ? { ...data, seen: basis.mark } : data;
}

/**
 * Whether marks are open now for what a command is about: a form that was closed may have come back.
 * @param {Record<string, any>} data
 * @param {import("./state.js").State} state
 */
function isOpenNow({ competitor, aspect }, state) {
  const part = state.aspects.find((other) => other.id === aspect)?.sub_criterion;
  const person = state.competitors.find((other) => other.id === competitor);
  return Boolean(part && person && !isOut(person)) && closedWhy(state, competitor, part) === null;
}

/**
 * Return the score that the judge would give in the round of now, or null when that cannot be.
 * @param {Record<string, any>} data
 * @param {import("./state.js").State} state
 */
function scoreAnew(data, state) {
  const known = state.marks[markKey(data.competitor, data.aspect)];
  const own = known?.scores.find((score) => score.judge === state.you?.participant);
  const hasNothingToTakeBack = data.score === null && !own?.in;
  if (known?.state === "marked" || hasNothingToTakeBack) return null;
  return { type: "judgement.score", data: { ...data, round: known?.round ?? 1 } };
}

/**
 * Return what the judge would give now to keep what they gave then, or null when that cannot be.
 * @param {Entry} entry
 * @param {import("./state.js").State} state
 * @returns {{type: string, data: Record<string, any>}|null}
 */
export function mineAnew({ type, data }, state) {
  if (!isOpenNow(data, state)) return null;
  if (type === "judgement.score") return scoreAnew(data, state);
  const isMarked = state.marks[markKey(data.competitor, data.aspect)]?.state === "marked";
  return type === "judgement.reopen" && !isMarked ? null : { type, data };
}

/**
 * What to say about a conflict: why the server refused it, or that the reason is gone.
 * @param {Entry} entry
 * @param {import("./state.js").State} state
 * @returns {string}
 */
export function conflictText(entry, state) {
  if (SAYS_WHAT_IS_OPEN.has(entry.error.code) || mineAnew(entry, state) === null) return entry.error.message;
  return gettext("Marks were closed here when yours arrived. They are open again: decide which one stays.");
}
