/**
 * The words of the room's protocol as the browser speaks it: versions, close codes and the shapes of messages.
 * docs/protocol.md is the reference; a mark is always a string with two decimals and a point.
 *
 * @typedef {"host"|"judge"|"coordinator"|"competitor"|"observer"|"board"} View
 * @typedef {"waiting"|"reading"|"running"|"paused"|"break"|"over"} ClockPhase
 * @typedef {{phase: ClockPhase, ends_at: string|null, remaining: number|null, duration: number, reading?: boolean}} Clock
 * @typedef {{number: number, title: string, reading: number, working: number, break_after: number, sub_criteria: string[], released: boolean}} Module
 * @typedef {object} Room
 * @property {string} id
 * @property {string} code
 * @property {string} title
 * @property {"lobby"|"running"|"paused"|"ended"} status
 * @property {boolean} locked
 * @property {boolean} late_join
 * @property {"never"|"module"|"end"|"live"} board
 * @property {"name"|"initials"|"number"} board_names
 * @property {boolean} board_frozen
 * @property {"live"|"module"|"end"} marks_shown
 * @property {"progress"|"marks"} observers_see
 * @property {number} panel_size
 * @property {"none"|"judges"|"full"} sign_off
 * @property {boolean} compatriots_apart
 * @property {number} discussion_seconds
 * @property {number|null} dispute_minutes
 * @property {number} module the number of the current one
 * @property {Module[]} modules
 * @property {boolean} published
 * @property {Clock} clock
 * @typedef {{id: string, name: string, number: number, organisation?: string, member?: string, time_percent?: number, extra_seconds?: number, status: string, online: boolean, role?: "judge"|"coordinator"|"competitor"|"observer"}} Person
 * @typedef {{id: number, code: string, kind: "M"|"J", maximum: string, criterion: string, sub_criterion: string, section: string}} Aspect
 * @typedef {{judge: string, in: boolean, score: number|null}} Score
 * @typedef {object} Mark
 * @property {string} competitor
 * @property {number} aspect
 * @property {number} round
 * @property {"scoring"|"discuss"|"marked"} state
 * @property {string|null} mark
 * @property {string} reason
 * @property {Score[]} scores
 * @property {boolean|number|string} [observation] what a measured mark follows from
 * @property {[string, Record<string, string>][]} [explanation] every step to it: a code and its figures
 * @property {string} [discuss_since] since when a spread is talked about
 * @property {{judge: string, score: number}[]} [previous] the scores of the round before, shown for the discussion
 * @typedef {{marked: number, of: number, total?: string, criteria?: Object<string, string>, sub_criteria?: Object<string, string>, sections?: Object<string, string>}} Totals
 * @typedef {{competitor: string, module: number, state: "marking"|"checked"|"signed"|"locked", version: number, reason: string, signed: string[]}} Form
 * @typedef {{id: string, competitor: string, module: number, aspect: number|null, filed_by: string, text: string, filed_at: string, state: "open"|"accepted"|"declined", answer: string, answered_at: string|null}} Dispute
 * @typedef {{competitor: string, aspect: number, judge: string, text: string}} Comment
 * @typedef {{id: string, competitor: string, aspect: number, judge: string, kind: "photo"|"voice", size: number, at: string, removed: boolean}} Evidence
 * @typedef {{competitor: string, name: string, number: number, position: number|null, total: string|null, marked: number, of: number, criteria: Object<string, string>}} Row
 * @typedef {{view: View, participant: string|null, name: string, number: number|null}} You
 * @typedef {{code: string, message: string, field?: string|null, current?: {mark: string|null, observation: boolean|number|string|null, by: string|null, at: string}}} RoomError
 * @typedef {{v: 1, type: "reply", id: string, ok: boolean, seq?: number, data?: object, error?: RoomError}} Reply
 */

export const VERSION = 1;

/** Why the server closes a socket. After the first group the browser stays away; after the others it comes back. */
export const CLOSE = Object.freeze({
  NOT_ALLOWED: 4401,
  NO_SUCH_ROOM: 4404,
  TOO_SLOW: 4408,
  REMOVED: 4410,
  RESTARTING: 1012,
});

const FINAL_CODES = new Set([CLOSE.NOT_ALLOWED, CLOSE.NO_SUCH_ROOM, CLOSE.REMOVED]);
const PROMPT_CODES = new Set([CLOSE.TOO_SLOW, CLOSE.RESTARTING]);

/**
 * Return whether coming back would change nothing.
 * @param {number} code
 * @returns {boolean}
 */
export const isFinal = (code) => FINAL_CODES.has(code);

/**
 * Return whether the server asked the browser to come back at once.
 * @param {number} code
 * @returns {boolean}
 */
export const asksToReturn = (code) => PROMPT_CODES.has(code);

/**
 * Return a fresh command id (UUID, version 4), also on a plain-HTTP address, where randomUUID is missing.
 * @returns {string}
 */
export function newId() {
  if (crypto.randomUUID) return crypto.randomUUID();
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  bytes[6] = (bytes[6] & 0x0f) | 0x40;
  bytes[8] = (bytes[8] & 0x3f) | 0x80;
  const hex = Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join("-");
}

/**
 * Return a message as the server reads it.
 * @param {string} type
 * @param {object} data
 * @param {string} [id]
 * @returns {{v: number, id: string, type: string, data: object}}
 */
export const message = (type, data, id = newId()) => ({ v: VERSION, id, type, data });

/**
 * Return the socket's address for a room, in the page's language.
 * @param {string} room
 * @param {View} view
 * @returns {string}
 */
export function socketAddress(room, view) {
  const address = new URL(`/ws/rooms/${room}/${view}/`, window.location.href);
  address.protocol = address.protocol === "https:" ? "wss:" : "ws:";
  address.searchParams.set("lang", document.documentElement.lang || "en");
  return address.href;
}

/**
 * Return where the same is to be had over plain HTTP, in the page's language.
 * @param {string} room
 * @param {View} view
 * @returns {{state: string, commands: string}}
 */
export function plainAddresses(room, view) {
  const rooms = `/${document.documentElement.lang || "en"}/rooms/${room}`;
  return { state: `${rooms}/state/${view}/`, commands: `${rooms}/commands/${view}/` };
}
