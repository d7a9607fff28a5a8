/**
 * What a judge gave without a network, when somebody else changed the same aspect meanwhile: both stand side by side
 * until the judge decides. The server finds it out, because it alone knows what came first.
 */

import { markKey } from "./state.js";

/** @typedef {import("./outbox.js").Entry} Entry */

const MEASUREMENTS = new Set(["measurement.record", "measurement.observe"]);
const MARKS = /^(measurement|judgement)\./;
/** Refusals that say: it was right when it was given, and is not any more. */
const OVERTAKEN = new Set(["changed_meanwhile", "round_over", "round_closed", "room_ended", "competitor_removed"]);
/** After these the judge may still give the same anew. */
const STILL_OPEN = new Set(["changed_meanwhile", "round_over"]);

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
 * Return what the judge would give now to keep what they gave then, or null when that cannot be.
 * @param {Entry} entry
 * @param {import("./state.js").State} state
 * @returns {{type: string, data: Record<string, any>}|null}
 */
export function mineAnew({ type, data, error }, state) {
  if (!STILL_OPEN.has(error?.code)) return null;
  if (type !== "judgement.score") return { type, data };
  const known = state.marks[markKey(data.competitor, data.aspect)];
  return known?.state === "marked" ? null : { type, data: { ...data, round: known?.round ?? 1 } };
}
