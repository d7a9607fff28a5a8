/**
 * How a mark looks to the judge at this screen: what the room knows, with what this browser still has to tell it.
 *
 * @typedef {object} Shown
 * @property {string|null} mark "0.75", or null while not marked
 * @property {string} reason
 * @property {import("./observation.js").Observation|null} observation what a measured mark follows from
 * @property {import("./observation.js").Step[]} explanation every step to it
 * @property {"open"|"scoring"|"discuss"|"marked"} state
 * @property {number} round
 * @property {{in: boolean, score: number|null, own: boolean, name: string}[]} seats one for each judge of the panel, by number
 * @property {{judge: string, score: number}[]} previous the scores of the round before, for the discussion
 * @property {number|null} own this judge's score in this round
 * @property {string|null} discussSince since when a spread is talked about
 * @property {boolean} waiting an answer of the server is still to come
 * @property {import("./outbox.js").Entry|null} refused
 * @property {import("./outbox.js").Entry|null} conflict what this judge gave offline, when somebody else was faster
 */

import { seatedFor } from "./seating.js";
import { markKey } from "./state.js";

/**
 * Return whether a command that waits gives a mark of this competitor for this aspect; comments give none.
 * @param {import("./outbox.js").Entry} entry
 * @param {string} competitor
 * @param {number} aspect
 */
export const isAbout = (entry, competitor, aspect) =>
  entry.data.competitor === competitor && entry.data.aspect === aspect && !entry.type.startsWith("comment.");

/**
 * @param {import("./state.js").State} state
 * @param {string} key the competitor
 * @param {import("./protocol.js").Mark|undefined} mark
 * @param {number|null} own
 */
function seatsOf(state, key, mark, own) {
  const me = state.you?.participant;
  const competitor = state.competitors.find((person) => person.id === key);
  return seatedFor(state, competitor).map((judge) => {
    const score = mark?.scores.find((other) => other.judge === judge.id);
    const mine = judge.id === me;
    const value = mine ? own : (score?.score ?? null);
    return { in: mine ? own !== null : Boolean(score?.in), score: value, own: mine, name: judge.name };
  });
}

/**
 * Return what to show for one aspect of one competitor.
 * @param {import("./state.js").State} state
 * @param {import("./outbox.js").Entry[]} entries
 * @param {string} competitor
 * @param {number} aspect
 * @returns {Shown}
 */
export function shownMark(state, entries, competitor, aspect) {
  const known = state.marks[markKey(competitor, aspect)];
  const mine = entries.filter((entry) => isAbout(entry, competitor, aspect));
  const told = mine.filter((entry) => entry.state === "waiting" || entry.state === "accepted").at(-1);
  const base = fromRoom(state, competitor, known);
  const shown = told ? withCommand(state, base, told, known) : base;
  shown.waiting = mine.some((entry) => entry.state === "waiting");
  shown.refused = mine.filter((entry) => entry.state === "refused").at(-1) ?? null;
  shown.conflict = mine.filter((entry) => entry.state === "conflict").at(-1) ?? null;
  return shown;
}

/** @returns {Shown} */
function fromRoom(state, competitor, known) {
  const own = known?.scores.find((score) => score.judge === state.you?.participant)?.score ?? null;
  return {
    mark: known?.mark ?? null,
    reason: known?.reason ?? "",
    observation: known?.observation ?? null,
    explanation: known?.explanation ?? [],
    state: known?.state ?? "open",
    round: known?.round ?? 1,
    seats: seatsOf(state, competitor, known, own),
    previous: known?.previous ?? [],
    own,
    discussSince: known?.discuss_since ?? null,
    waiting: false,
    refused: null,
    conflict: null,
  };
}

/**
 * A mark by hand is known at once; what comes of an observation only the server says.
 * @param {string} type
 * @param {Record<string, any>} data
 * @param {import("./protocol.js").Mark|undefined} known
 */
function measured(type, data, known) {
  const byRule = type === "measurement.observe";
  const told = byRule ? data.observation : data.mark;
  const after = { reason: data.reason ?? "", explanation: [], observation: byRule ? data.observation : null };
  const answered = byRule && told !== null && known?.observation === told;
  if (answered) return { observation: told };
  return { ...after, mark: byRule ? null : told, state: told === null ? "open" : "marked" };
}

/**
 * @param {import("./state.js").State} state
 * @param {Shown} shown
 * @param {import("./outbox.js").Entry} entry
 * @param {import("./protocol.js").Mark|undefined} known
 * @returns {Shown}
 */
function withCommand(state, shown, { type, data }, known) {
  if (type.startsWith("measurement.")) return { ...shown, ...measured(type, data, known) };
  if (type === "judgement.reopen") return shown;
  if (shown.state === "marked" || data.round < shown.round) return shown;
  const sameRound = data.round === shown.round ? known : undefined;
  const seats = seatsOf(state, data.competitor, sameRound, data.score);
  const after = shown.state === "discuss" ? "discuss" : "scoring";
  return { ...shown, own: data.score, seats, round: data.round, state: after };
}

/**
 * Return whether nobody need do anything more about this aspect.
 * @param {Shown} shown
 */
export const isDone = (shown) => shown.state === "marked" && (shown.mark !== null || shown.observation !== null);

/**
 * Return whether this judge still has something to do here: others' scores are the others' work.
 * @param {Shown} shown
 */
export const needsMe = (shown) => !isDone(shown) && shown.own === null;
