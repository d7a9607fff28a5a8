/**
 * What this browser knows of a room: a pure function from state and message to the next state.
 * Nothing here touches the page, the network or the clock.
 *
 * @typedef {import("./protocol.js").Mark} Mark
 * @typedef {import("./protocol.js").Totals} Totals
 * @typedef {import("./protocol.js").Person} Person
 * @typedef {import("./protocol.js").Row} Row
 * @typedef {import("./protocol.js").Form} Form
 * @typedef {import("./protocol.js").Dispute} Dispute
 * @typedef {import("./protocol.js").Comment} Comment
 * @typedef {import("./protocol.js").Evidence} Evidence
 * @typedef {object} State
 * @property {number} seq the last event taken in; -1 before the first snapshot
 * @property {import("./protocol.js").You|null} you
 * @property {import("./protocol.js").Room|null} room
 * @property {Person[]} competitors
 * @property {Person[]} judges
 * @property {Person[]} coordinators
 * @property {Person[]} observers
 * @property {{user: number, name: string, chief: boolean}[]} hosts for hosts alone
 * @property {import("./protocol.js").Aspect[]} aspects
 * @property {Object<string, Mark>} marks by `markKey`
 * @property {Object<string, Totals>} totals by competitor
 * @property {Object<string, Form>} forms by `formKey`
 * @property {Object<string, Dispute>} disputes by id
 * @property {Object<string, Comment>} comments by `commentKey`
 * @property {Object<string, Evidence>} evidence by id
 * @property {Object<string, Row>} rows by competitor (board)
 */

/** @type {State} */
export const EMPTY = Object.freeze({
  seq: -1,
  you: null,
  room: null,
  competitors: [],
  judges: [],
  coordinators: [],
  observers: [],
  hosts: [],
  aspects: [],
  marks: {},
  totals: {},
  forms: {},
  disputes: {},
  comments: {},
  evidence: {},
  rows: {},
});

/**
 * @param {string} competitor
 * @param {number|string} aspect
 */
export const markKey = (competitor, aspect) => `${competitor}:${aspect}`;

/**
 * @param {string} competitor
 * @param {number} module
 */
export const formKey = (competitor, module) => `${competitor}:${module}`;

/** @param {{competitor: string, aspect: number, judge: string}} comment */
export const commentKey = ({ competitor, aspect, judge }) => `${competitor}:${aspect}:${judge}`;

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
    coordinators: data.coordinators ?? [],
    observers: data.observers ?? [],
    hosts: data.hosts ?? [],
    aspects: data.aspects ?? [],
    marks: indexed(data.marks, (mark) => markKey(mark.competitor, mark.aspect)),
    totals: data.totals ?? {},
    forms: indexed(data.forms, (form) => formKey(form.competitor, form.module)),
    disputes: indexed(data.disputes, (dispute) => dispute.id),
    comments: indexed(data.comments, commentKey),
    evidence: indexed(data.evidence, (item) => item.id),
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

/** Where everybody but competitors is listed. */
const LISTS = { judge: "judges", coordinator: "coordinators", observer: "observers" };

/**
 * Return whether somebody was sent out of the room, for now or for good.
 * @param {Person} person
 */
export const isOut = (person) => person.status === "removed" || person.status === "banned";

/**
 * @param {State} state
 * @param {Person} person
 * @returns {State}
 */
function takePerson(state, person) {
  const list = LISTS[person.role];
  if (list) return { ...state, [list]: withPerson(state[list], person) };
  const rows = { ...state.rows };
  if (isOut(person)) delete rows[person.id];
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
  if (data.hosts) next = { ...next, hosts: data.hosts };
  if (data.participant) next = takePerson(next, data.participant);
  for (const person of data.participants ?? []) next = takePerson(next, person);
  if (data.mark) next = takeMark(next, data.mark);
  for (const mark of data.marks ?? []) next = takeMark(next, mark);
  if (data.rows) next = takeRows(next, data.rows);
  if (data.totals) next = takeAnyTotals(next, data);
  return takeNotes(takeForms(next, data), data);
}

/**
 * @param {State} state
 * @param {any} data
 * @returns {State}
 */
function takeForms(state, data) {
  const forms = [...(data.forms ?? []), ...(data.form ? [data.form] : [])];
  const changed = indexed(forms, (form) => formKey(form.competitor, form.module));
  const disputes = data.dispute ? { ...state.disputes, [data.dispute.id]: data.dispute } : state.disputes;
  return forms.length || data.dispute ? { ...state, forms: { ...state.forms, ...changed }, disputes } : state;
}

/**
 * What judges say and show; an empty comment and a removed piece of evidence are gone.
 * @param {State} state
 * @param {any} data
 * @returns {State}
 */
function takeNotes(state, { comment, evidence }) {
  let next = state;
  if (comment) next = { ...next, comments: put(next.comments, commentKey(comment), comment.text ? comment : null) };
  if (evidence) next = { ...next, evidence: put(next.evidence, evidence.id, evidence.removed ? null : evidence) };
  return next;
}

/**
 * @template T
 * @param {Object<string, T>} all
 * @param {string} key
 * @param {T|null} value null takes it out
 * @returns {Object<string, T>}
 */
function put(all, key, value) {
  const { [key]: _, ...others } = all;
  return value ? { ...others, [key]: value } : others;
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
 * Who came and went, and, where it is told, whose network is not good.
 * @param {State} state
 * @param {{participants: Object<string, boolean>, network?: Object<string, "slow"|"bad">}} message
 * @returns {State}
 */
function takePresence(state, { participants: online, network }) {
  const seen = (person) => (person.id in online ? { ...person, online: online[person.id] } : person);
  const follow = (person) => (network ? { ...seen(person), network: network[person.id] ?? "good" } : seen(person));
  const follows = (list) => [list, state[list].map(follow)];
  return { ...state, ...Object.fromEntries(["competitors", "judges", "coordinators", "observers"].map(follows)) };
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
 * Return whether `message` is known already. The rows of a board come after the event that they belong to, by the same
 * number; they say what stands, so that taking them in twice changes nothing.
 * @param {State} state
 * @param {any} message
 * @returns {boolean}
 */
const isKnown = (state, message) =>
  message.type === "board" ? message.seq < state.seq : message.seq <= state.seq;

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
  if (message.type === "presence") return takePresence(state, message);
  if (!isNumbered(message) || isKnown(state, message) || leavesGap(state, message)) return state;
  const next = message.type === "board" ? takeRows(state, message.rows) : fromEvent(state, message.data ?? {});
  return { ...next, seq: message.seq };
}
