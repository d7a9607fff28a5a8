/**
 * What this browser knows of a room: a pure function from state and message to the next state.
 * Nothing here touches the page, the network or the clock.
 *
 * @typedef {import("./protocol.js").Mark} Mark
 * @typedef {import("./protocol.js").Totals} Totals
 * @typedef {import("./protocol.js").Person} Person
 * @typedef {import("./protocol.js").Row} Row
 * @typedef {object} State
 * @property {number} seq the last event taken in; -1 before the first snapshot
 * @property {import("./protocol.js").You|null} you
 * @property {import("./protocol.js").Room|null} room
 * @property {Person[]} competitors
 * @property {Person[]} judges
 * @property {import("./protocol.js").Aspect[]} aspects
 * @property {Object<string, Mark>} marks by `markKey`
 * @property {Object<string, Totals>} totals by competitor
 * @property {Object<string, Row>} rows by competitor (board)
 */

/** @type {State} */
export const EMPTY = Object.freeze({
  seq: -1,
  you: null,
  room: null,
  competitors: [],
  judges: [],
  aspects: [],
  marks: {},
  totals: {},
  rows: {},
});

/**
 * @param {string} competitor
 * @param {number|string} aspect
 */
export const markKey = (competitor, aspect) => `${competitor}:${aspect}`;

/**
 * @template T
 * @param {T[]} list
 * @param {(item: T) => string} key
 * @returns {Object<string, T>}
 */
const indexed = (list, key) => Object.fromEntries((list ?? []).map((item) => [key(item), item]));

/**
 * A snapshot replaces all that was known.
 * @param {{seq: number, data: any}} message
 * @returns {State}
 */
function fromSnapshot({ seq, data }) {
  return {
    seq,
    you: data.you,
    room: data.room,
    competitors: data.competitors ?? [],
    judges: data.judges ?? [],
    aspects: data.aspects ?? [],
    marks: indexed(data.marks, (mark) => markKey(mark.competitor, mark.aspect)),
    totals: data.totals ?? {},
    rows: indexed(data.rows, (row) => row.competitor),
  };
}

/**
 * Put a person into a list in the order of their numbers, in place of an earlier state of the same person.
 * @param {Person[]} people
 * @param {Person} person
 * @returns {Person[]}
 */
function withPerson(people, person) {
  const before = people.find((other) => other.id === person.id);
  const others = people.filter((other) => other.id !== person.id);
  return [...others, { ...before, ...person }].sort((a, b) => a.number - b.number);
}

/**
 * @param {State} state
 * @param {Person} person
 * @returns {State}
 */
function takePerson(state, person) {
  if (person.role === "judge") return { ...state, judges: withPerson(state.judges, person) };
  const rows = { ...state.rows };
  if (person.status === "removed") delete rows[person.id];
  return { ...state, rows, competitors: withPerson(state.competitors, person) };
}

/**
 * @param {State} state
 * @param {Mark} mark
 * @returns {State}
 */
const takeMark = (state, mark) => ({
  ...state,
  marks: { ...state.marks, [markKey(mark.competitor, mark.aspect)]: mark },
});

/**
 * @param {State} state
 * @param {string} competitor
 * @param {Totals} totals
 * @returns {State}
 */
const takeTotals = (state, competitor, totals) => ({ ...state, totals: { ...state.totals, [competitor]: totals } });

/**
 * Take in whatever an event carries; an audience gets only the parts that it may see.
 * @param {State} state
 * @param {any} data
 * @returns {State}
 */
function fromEvent(state, data) {
  let next = state;
  if (data.room) next = { ...next, room: { ...next.room, ...data.room } };
  if (data.participant) next = takePerson(next, data.participant);
  if (data.mark) next = takeMark(next, data.mark);
  for (const mark of data.marks ?? []) next = takeMark(next, mark);
  if (data.rows) next = takeRows(next, data.rows);
  if (data.totals) next = takeAnyTotals(next, data);
  return next;
}

/**
 * Totals come for one competitor (with a mark or with `competitor`) or for several, by id.
 * @param {State} state
 * @param {any} data
 * @returns {State}
 */
function takeAnyTotals(state, data) {
  const one = data.competitor ?? data.mark?.competitor;
  if (typeof data.totals.of === "number") return takeTotals(state, one ?? state.you?.participant, data.totals);
  return { ...state, totals: { ...state.totals, ...data.totals } };
}

/**
 * @param {State} state
 * @param {(Row & {removed?: boolean})[]} rows what changed; a removed competitor's row says only that
 * @returns {State}
 */
function takeRows(state, rows) {
  const next = { ...state.rows };
  for (const row of rows) {
    if (row.removed) delete next[row.competitor];
    else next[row.competitor] = row;
  }
  return { ...state, rows: next };
}

/**
 * @param {State} state
 * @param {Object<string, boolean>} online
 * @returns {State}
 */
function takePresence(state, online) {
  const follow = (person) => (person.id in online ? { ...person, online: online[person.id] } : person);
  return { ...state, competitors: state.competitors.map(follow), judges: state.judges.map(follow) };
}

/**
 * The number of the message before this one for this audience: what an audience may not see leaves no gap.
 * @param {any} message
 * @returns {number}
 */
const previousSeq = (message) => message.after ?? message.seq - 1;

/** @param {any} message */
const isNumbered = (message) => message.type === "event" || message.type === "board";

/**
 * Return whether this browser missed something before `message`.
 * @param {State} state
 * @param {any} message
 * @returns {boolean}
 */
export const leavesGap = (state, message) => isNumbered(message) && previousSeq(message) > state.seq;

/**
 * Return the state after `message`; the same object if the message says nothing new.
 * @param {State} state
 * @param {any} message
 * @returns {State}
 */
export function reduce(state, message) {
  if (message.type === "snapshot") return message.seq < state.seq ? state : fromSnapshot(message);
  if (message.type === "presence") return takePresence(state, message.participants);
  if (!isNumbered(message) || message.seq <= state.seq || leavesGap(state, message)) return state;
  const next = message.type === "board" ? takeRows(state, message.rows) : fromEvent(state, message.data ?? {});
  return { ...next, seq: message.seq };
}
