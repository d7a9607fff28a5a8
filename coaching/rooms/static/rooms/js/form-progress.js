/**
 * How far a marking form is: the same rules as the server's form_progress.py, for every page. A form is the marks of
 * one competitor in one module. Nothing here touches the page.
 *
 * @typedef {import("./state.js").State} State
 * @typedef {import("./protocol.js").Form} Form
 * @typedef {"draft"|"marking"|"marked"|"checked"|"signed"|"locked"|"published"} Progress
 */

import { formKey, isOut, markKey } from "./state.js";
import { gettext, pgettext } from "./words.js";

/** @type {Progress[]} */
export const STEPS = ["draft", "marking", "marked", "checked", "signed", "locked", "published"];
const NOT_OF = { none: ["checked", "signed", "locked"], judges: ["checked"], full: [] };

/** @param {Progress} progress */
export function progressText(progress) {
  const words = {
    draft: pgettext("a step of a form", "Not started"),
    marking: gettext("Being marked"),
    marked: gettext("Marked"),
    checked: gettext("Checked"),
    signed: gettext("Signed"),
    locked: gettext("Locked"),
    published: gettext("Published"),
  };
  return words[progress];
}

/**
 * The form as it stands; while nothing has happened to it there is none, and it is in its first version.
 * @param {State} state
 * @param {string} competitor
 * @param {number} module
 * @returns {Form}
 */
export const formOf = (state, competitor, module) =>
  state.forms[formKey(competitor, module)] ?? { competitor, module, state: "marking", version: 1, reason: "", signed: [] };

/**
 * The number of the module in which a sub-criterion is marked.
 * @param {State} state
 * @param {string} part
 */
export const moduleOf = (state, part) =>
  state.room.modules.find((module) => module.sub_criteria.includes(part))?.number ?? 1;

/**
 * @param {State} state
 * @param {number} number
 */
export const moduleWith = (state, number) => state.room.modules.find((module) => module.number === number);

/**
 * @param {State} state
 * @param {number} module
 */
export const aspectsOf = (state, module) =>
  state.aspects.filter((aspect) => moduleOf(state, aspect.sub_criterion) === module);

/**
 * The modules that something is marked in.
 * @param {State} state
 */
export const modulesOf = (state) =>
  state.room.modules.filter((module) => aspectsOf(state, module.number).length > 0);

/**
 * How many aspects of the module have no mark; who may not see the marks knows only when all of the room have one.
 * @param {State} state
 * @param {string} competitor
 * @param {number} module
 */
export function missingOf(state, competitor, module) {
  const totals = state.totals[competitor];
  if (totals && totals.marked === totals.of) return 0;
  const isMarked = (aspect) => (state.marks[markKey(competitor, aspect.id)]?.mark ?? null) !== null;
  return aspectsOf(state, module).filter((aspect) => !isMarked(aspect)).length;
}

/**
 * @param {State} state
 * @param {string} competitor
 * @param {number} module
 * @returns {Progress}
 */
export function progressOf(state, competitor, module) {
  const { status, sign_off: signOff, published } = state.room;
  if (status === "lobby") return "draft";
  const kept = signOff === "none" ? "marking" : formOf(state, competitor, module).state;
  if (published && (kept === "locked" || signOff === "none")) return "published";
  const marked = missingOf(state, competitor, module) === 0 ? "marked" : "marking";
  if (kept === "marking") return marked;
  return NOT_OF[signOff].includes(kept) ? "marked" : kept;
}

/**
 * A room is as far as the least far of its forms.
 * @param {State} state
 * @returns {Progress}
 */
export function progressOfRoom(state) {
  const reached = state.competitors
    .filter((person) => !isOut(person))
    .flatMap((person) => modulesOf(state).map((module) => progressOf(state, person.id, module.number)));
  const least = Math.min(...reached.map((progress) => STEPS.indexOf(progress)));
  return STEPS[Number.isFinite(least) ? least : Number(state.room.status !== "lobby")];
}

/**
 * Return whether marks may be given on the form now: in a room that has ended only after it was opened again.
 * @param {State} state
 * @param {string} competitor
 * @param {number} module
 */
export function isOpenForMarks(state, competitor, module) {
  const { status, sign_off: signOff } = state.room;
  if (status === "lobby") return false;
  if (signOff === "none") return status !== "ended";
  const form = formOf(state, competitor, module);
  return form.state === "marking" && (status !== "ended" || form.version > 1);
}

/**
 * Return whether the marks of this module are opened to competitors now: only then they are disputed.
 * @param {State} state
 * @param {number} number
 */
export function marksAreOpened({ room }, number) {
  if (room.status === "lobby" || room.sign_off === "none") return false;
  const released = room.modules.find((module) => module.number === number)?.released ?? false;
  return room.status === "ended" || room.marks_shown === "live" || (room.marks_shown === "module" && released);
}

/**
 * Return whether a competitor sees the own marks of this module now, as the server's shown.py says: where forms are
 * signed, what is opened is shown once it is locked.
 * @param {State} state
 * @param {string} competitor
 * @param {import("./protocol.js").Module} module
 */
export function marksAreShown(state, competitor, module) {
  const { status, sign_off: signOff, marks_shown: policy } = state.room;
  if (policy === "live") return true;
  const opened = status === "ended" || (policy === "module" && module.released);
  return opened && (signOff === "none" || formOf(state, competitor, module.number).state === "locked");
}

/**
 * The disputes about one form, the oldest first.
 * @param {State} state
 * @param {string} competitor
 * @param {number} module
 */
export const disputesOf = (state, competitor, module) =>
  Object.values(state.disputes)
    .filter((dispute) => dispute.competitor === competitor && dispute.module === module)
    .sort((a, b) => a.filed_at.localeCompare(b.filed_at));
