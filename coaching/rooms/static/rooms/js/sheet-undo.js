/**
 * What the judge did last on this page, and the way back from it. Undoing is a command like any other: the log keeps
 * both. Nothing that somebody else has changed meanwhile is touched.
 *
 * @typedef {object} Action
 * @property {string} competitor
 * @property {number} aspect
 * @property {string} type
 * @property {Record<string, any>} given
 * @property {import("./marks.js").Shown} before
 * @property {string} words
 * @property {boolean} overtaken somebody else has changed the aspect since
 * @typedef {{type: string, data: Record<string, any>}|{question: true}|{refusal: string}} WayBack
 */

import { shownMark } from "./marks.js";
import { markKey } from "./state.js";
import { gettext, markText } from "./words.js";

const MOST_KEPT = 20;
const MINUS = "\u2212";
const UNDONE = new Set(["measurement.record", "measurement.observe", "judgement.score"]);

/**
 * Whether both say the same: "1.5" as it was typed is "1.50" as the room has it.
 * @param {import("./observation.js").Observation|null} one
 * @param {import("./observation.js").Observation|null} other
 */
function isSameFigure(one, other) {
  if (one === other) return true;
  const figures = [one, other].map((told) => (typeof told === "boolean" || told === null ? NaN : Number(String(told).replace(MINUS, "-"))));
  return figures[0] === figures[1];
}

export const roundIsOver = () => gettext("That round is over: all judges score again. Give your score anew.");

/**
 * What was given, in a few words.
 * @param {string} type
 * @param {Record<string, any>} data
 */
function givenText(type, data) {
  if (type === "judgement.score") return data.score === null ? gettext("taken back") : String(data.score);
  const told = type === "measurement.record" ? data.mark : data.observation;
  if (told === null) return gettext("Cleared");
  if (typeof told === "boolean") return told ? gettext("Full") : gettext("Zero");
  return markText(String(told));
}

/**
 * The way back from a measurement: to what it was before, unless the mark is another's by now.
 * @param {Action} action
 * @param {import("./marks.js").Shown} shown
 * @returns {WayBack}
 */
function measuredBack({ before, overtaken }, shown) {
  if (overtaken) return { refusal: gettext("Another judge has changed this mark meanwhile. Look at it and decide together.") };
  // The server compares again: nobody's mark is lost that comes between this and its answer.
  const seen = shown.waiting ? {} : { seen: shown.mark };
  if (before.observation !== null) {
    return { type: "measurement.observe", data: { observation: before.observation, reason: before.reason, ...seen } };
  }
  return { type: "measurement.record", data: { mark: before.mark, reason: before.reason, ...seen } };
}

/**
 * The way back from a score: the one before, or none; once all are in, only by a new round for everybody.
 * @param {Action} action
 * @param {import("./marks.js").Shown} shown
 * @returns {WayBack}
 */
function scoredBack({ before, given }, shown) {
  if (shown.round !== given.round) return { refusal: roundIsOver() };
  if (shown.state === "marked") return { question: true };
  const earlier = before.round === given.round ? before.own : null;
  return { type: "judgement.score", data: { score: earlier, round: given.round } };
}

export class UndoList extends EventTarget {
  /** @param {import("./session.js").RoomSession} session */
  constructor(session) {
    super();
    this.session = session;
    /** @type {Action[]} */
    this.actions = [];
    session.addEventListener("change", (event) => this.heard(event.detail.message));
  }

  /**
   * Note an action before it is carried out.
   * @param {string} type
   * @param {{competitor: string, aspect: number, code: string}} about
   * @param {Record<string, any>} given
   * @param {string} name of the competitor
   */
  note(type, { competitor, aspect, code }, given, name) {
    if (!UNDONE.has(type)) return;
    const before = this.shownOf(competitor, aspect);
    const words = `${code} · ${name}: ${givenText(type, given)}`;
    this.actions = [...this.actions.slice(1 - MOST_KEPT), { competitor, aspect, type, given, before, words, overtaken: false }];
    this.tell();
  }

  /**
   * @param {string} competitor
   * @param {number} aspect
   */
  shownOf(competitor, aspect) {
    return shownMark(this.session.state, this.session.outbox.entries, competitor, aspect);
  }

  /** @returns {Action|undefined} */
  get last() {
    return this.actions.at(-1);
  }

  /**
   * How the last action is undone, as things stand now.
   * @returns {WayBack|null} null when there is nothing to undo
   */
  wayBack() {
    const action = this.last;
    if (!action) return null;
    const shown = this.shownOf(action.competitor, action.aspect);
    return action.type === "judgement.score" ? scoredBack(action, shown) : measuredBack(action, shown);
  }

  forgetLast() {
    this.actions = this.actions.slice(0, -1);
    this.tell();
  }

  /**
   * See whether others have changed what this judge did.
   * @param {any} message
   */
  heard(message) {
    if (message.type === "snapshot") return this.compare();
    const { mark, by } = message.data ?? {};
    if (!mark || by === this.session.state.you?.participant) return;
    this.overtake(({ competitor, aspect }) => competitor === mark.competitor && aspect === mark.aspect);
  }

  /** After a gap nobody says who changed what: a mark that is not the one given is another's. */
  compare() {
    const { state, outbox } = this.session;
    const newest = new Map(this.actions.map((action) => [markKey(action.competitor, action.aspect), action]));
    this.overtake((action) => {
      const known = state.marks[markKey(action.competitor, action.aspect)];
      if (newest.get(markKey(action.competitor, action.aspect)) !== action || outbox.waiting.length) return false;
      const [there, given] =
        action.type === "measurement.observe" ? [known?.observation, action.given.observation] : [known?.mark, action.given.mark];
      return !isSameFigure(there ?? null, given);
    });
  }

  /** @param {(action: Action) => boolean} isOvertaken */
  overtake(isOvertaken) {
    for (const action of this.actions) {
      if (action.type !== "judgement.score" && isOvertaken(action)) action.overtaken = true;
    }
    this.tell();
  }

  tell() {
    this.dispatchEvent(new Event("change"));
  }
}
