/**
 * What the clock of a room says at a moment: pure functions, the same as coaching/rooms/clock.py. Moments are
 * milliseconds since 1970 by the server's clock. Nothing here counts down: everything is computed from when it ends.
 */

import { fill, gettext, ngettext } from "./words.js";

/**
 * How one competitor's time differs: percent of the working time, and seconds given back.
 * @typedef {{percent: number, extra: number}} OwnTime
 */

/**
 * `until`: when the phase ends; `workUntil`: when working ends for this reader; `remaining`: whole seconds of the phase;
 * `length`: seconds of the whole phase.
 * @typedef {object} Shown
 * @property {"waiting"|"reading"|"running"|"paused"|"break"|"over"} phase
 * @property {"reading"|"running"|"break"|"over"|null} during what stands still while it is paused
 * @property {number|null} until
 * @property {number|null} workUntil
 * @property {number} remaining
 * @property {number} length
 */

/** @type {OwnTime} */
export const NO_OWN_TIME = Object.freeze({ percent: 100, extra: 0 });

const MINUTE = 60_000;
/** The seconds of working time that a module keeps, whatever is taken back. */
const LEAST_WORKING = 60;
const CALLED_MINUTES = [60, 30, 15, 5];
/** How long a call stands, in milliseconds; one that was missed for longer is not made any more. */
export const CALL_STANDS = MINUTE;

/** @param {number} milliseconds */
const secondsUp = (milliseconds) => Math.max(0, Math.ceil(milliseconds / 1000));

/**
 * By how many seconds somebody works longer than the room, whose working time is `duration` seconds.
 * @param {number} duration
 * @param {OwnTime} own
 */
export const ownSeconds = (duration, { percent, extra }) =>
  Math.max(0, Math.ceil((duration * (percent - 100)) / 100) + extra);

/** @param {import("./protocol.js").Room} room @param {number} now */
const stoodAt = (room, now) => (room.clock.paused_at ? Date.parse(room.clock.paused_at) : now);

/**
 * How many whole seconds can be taken back from all at `now`: what has passed stays, and so does a minute.
 * @param {import("./protocol.js").Room} room
 * @param {number} now
 */
export function mostToShorten(room, now) {
  const { duration, working_ends_at: end } = room.clock;
  const left = end ? Math.floor((Date.parse(end) - stoodAt(room, now)) / 1000) : duration;
  return Math.max(0, Math.min(left, duration - LEAST_WORKING));
}

/**
 * How many whole seconds can be taken back from one: of what was given to them alone, and is not over yet.
 * @param {import("./protocol.js").Room} room
 * @param {OwnTime} own
 * @param {number} now
 */
export function mostToTake(room, own, now) {
  const { duration, working_ends_at: end } = room.clock;
  const given = Math.max(0, own.extra);
  if (!end) return given;
  const left = Math.floor((Date.parse(end) - stoodAt(room, now)) / 1000 + ownSeconds(duration, own));
  return Math.max(0, Math.min(given, left));
}

/**
 * @param {import("./protocol.js").Room} room
 * @returns {import("./protocol.js").Module|null}
 */
export const moduleOf = (room) => room.modules?.find(({ number }) => number === room.module) ?? null;

/**
 * @param {import("./protocol.js").Room} room
 * @returns {import("./protocol.js").Module|null} the module that may be started next
 */
export const nextModule = (room) => room.modules?.find(({ number }) => number === room.module + 1) ?? null;

/**
 * The phases of the module that runs, in order, with their ends.
 * @param {import("./protocol.js").Room} room
 * @param {OwnTime} own
 * @param {number} ends
 * @returns {{phase: "reading"|"running"|"break", until: number, length: number}[]}
 */
function stretches(room, own, ends) {
  const { duration } = room.clock;
  const module = moduleOf(room);
  const longer = ownSeconds(duration, own);
  return [
    { phase: "reading", until: ends - duration * 1000, length: module?.reading ?? 0 },
    { phase: "running", until: ends + longer * 1000, length: duration + longer },
    { phase: "break", until: ends + (module?.break_after ?? 0) * 1000, length: module?.break_after ?? 0 },
  ];
}

/**
 * Return what the clock shows at `now`, to the room or to somebody with time of their own.
 * @param {import("./protocol.js").Room} room
 * @param {OwnTime} own
 * @param {number} now
 * @returns {Shown}
 */
export function clockAt(room, own, now) {
  const { duration, working_ends_at: end, paused_at: pausedAt } = room.clock;
  if (room.status === "lobby") {
    const length = duration + ownSeconds(duration, own);
    return { phase: "waiting", during: null, until: null, workUntil: null, remaining: length, length };
  }
  if (room.status === "ended" || !end) {
    return { phase: "over", during: null, until: null, workUntil: null, remaining: 0, length: duration };
  }
  const paused = room.status === "paused";
  const at = paused && pausedAt ? Date.parse(pausedAt) : now;
  const found = phaseAt(stretches(room, own, Date.parse(end)), at);
  return paused ? { ...found, phase: "paused", during: found.phase, until: null } : { ...found, during: null };
}

/**
 * @param {ReturnType<typeof stretches>} parts
 * @param {number} at
 */
function phaseAt(parts, at) {
  const [, working] = parts;
  const current = parts.find(({ until }) => at < until);
  if (!current) return { phase: "over", until: null, workUntil: working.until, remaining: 0, length: working.length };
  const { phase, until, length } = current;
  return { phase, until, workUntil: working.until, remaining: secondsUp(until - at), length };
}

/**
 * A call: when work begins, some minutes before it ends, or its end.
 * @typedef {{kind: "begin"|"left"|"over", minutes: number, at: number}} Call
 */

/**
 * Return the call that stands at `now`, if any: the newest, within its own minute. What was slept through is not
 * made up for.
 * @param {import("./protocol.js").Room} room
 * @param {OwnTime} own
 * @param {number} now
 * @returns {Call|null}
 */
export function callAt(room, own, now) {
  const end = room.clock.working_ends_at;
  if (room.status !== "running" || !end) return null;
  const standing = callsOf(room, own, Date.parse(end)).filter(({ at }) => at <= now && now < at + CALL_STANDS);
  return standing.reduce((newest, call) => (newest && newest.at > call.at ? newest : call), null);
}

/**
 * @param {import("./protocol.js").Room} room
 * @param {OwnTime} own
 * @param {number} ends
 * @returns {Call[]}
 */
function callsOf(room, own, ends) {
  const [reading, working] = stretches(room, own, ends);
  /** @type {Call[]} */
  const calls = CALLED_MINUTES.map((minutes) => ({ kind: "left", minutes, at: working.until - minutes * MINUTE }));
  calls.push({ kind: "over", minutes: 0, at: working.until });
  const later = calls.filter(({ at }) => at > reading.until);
  return reading.length ? [{ kind: "begin", minutes: 0, at: reading.until }, ...later] : later;
}

/** @param {Call} call */
export function callText({ kind, minutes }) {
  if (kind === "begin") return gettext("Working time begins");
  if (kind === "over") return gettext("Time is over");
  return fill(ngettext("%(count)s minute left", "%(count)s minutes left", minutes), { count: minutes });
}

/**
 * @param {number} number
 * @param {string} title
 */
export const moduleName = (number, title) =>
  title ? fill(gettext("Module %(number)s: %(title)s"), { number, title }) : fill(gettext("Module %(number)s"), { number });

/**
 * The current module in words; nothing where a room is not divided and its module has no title.
 * @param {import("./protocol.js").Room} room
 */
export function moduleText(room) {
  const module = moduleOf(room);
  if (!module) return "";
  const of = room.modules.length;
  if (of === 1) return module.title;
  const values = { number: module.number, of, title: module.title };
  if (!module.title) return fill(gettext("Module %(number)s of %(of)s"), values);
  return fill(gettext("Module %(number)s of %(of)s: %(title)s"), values);
}

/**
 * Seconds as a clock writes them: 05:00, or 1:05:00 from an hour on.
 * @param {number} seconds
 */
export function clockFigures(seconds) {
  const parts = [Math.floor(seconds / 60) % 60, seconds % 60].map((part) => String(part).padStart(2, "0"));
  return seconds < 3600 ? parts.join(":") : [Math.floor(seconds / 3600), ...parts].join(":");
}

/**
 * What somebody has beyond the others, or nothing.
 * @param {number} seconds
 */
export const ownText = (seconds) =>
  seconds ? fill(gettext("+%(time)s for you"), { time: clockFigures(seconds) }) : "";
