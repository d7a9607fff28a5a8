/** Conflicts on the marking sheet: mine and theirs at the row of their aspect, and the way from one to the next. */

import { conflictText, mineAnew } from "./conflicts.js";
import { field, setText, show } from "./paint.js";
import { markKey } from "./state.js";
import { fill, gettext, markText, momentText } from "./words.js";

/** @typedef {import("./outbox.js").Entry} Entry */

/**
 * Whether something was observed whose mark only the server knows.
 * @param {import("./observation.js").Observation|null|undefined} observation
 */
const isObserved = (observation) => typeof observation === "number" || typeof observation === "string";

/**
 * What was observed as the row says it: the words of an option, or a figure.
 * @param {HTMLElement} row
 * @param {number|string} observation
 */
function observedText(row, observation) {
  const words = row.querySelector(`[data-observe="${observation}"] .score-button-words`)?.textContent.trim();
  return words || markText(String(observation));
}

/**
 * What the judge gave, in words.
 * @param {Entry} entry
 * @param {HTMLElement} row
 */
export function mineText({ type, data }, row) {
  if (type === "judgement.score" && data.score === null) return gettext("Cleared");
  if (type === "judgement.score") return fill(gettext("%(score)s in round %(round)s"), data);
  if (type === "judgement.reopen") return gettext("Score again");
  const told = type === "measurement.record" ? data.mark : data.observation;
  if (told === null) return gettext("Cleared");
  if (typeof told === "boolean") return markText(told ? row.dataset.maximum : "0.00");
  return type === "measurement.record" ? markText(told) : fill(gettext("Observed: %(value)s"), { value: observedText(row, told) });
}

/**
 * A mark with what it follows from, so that it can be compared with what the judge gave.
 * @param {{mark: string|null, observation?: import("./observation.js").Observation|null}} standing
 * @param {boolean} besideObservation whether the judge gave an observation and no mark
 * @param {HTMLElement} row
 */
function standingText({ mark, observation }, besideObservation, row) {
  const text = markText(mark);
  if (isObserved(observation)) {
    return fill(gettext("Observed: %(value)s, mark %(mark)s"), { value: observedText(row, observation), mark: text });
  }
  const isByHand = observation === null && mark !== null;
  return besideObservation && isByHand ? fill(gettext("By hand: %(mark)s"), { mark: text }) : text;
}

/**
 * What stands there now, in words.
 * @param {Entry} entry
 * @param {import("./state.js").State} state
 * @param {HTMLElement} row
 */
export function theirsText({ data, error }, state, row) {
  const known = state.marks[markKey(data.competitor, data.aspect)];
  const ofRoom = known?.state === "marked" ? { mark: known.mark, observation: known.observation ?? null } : null;
  const standing = error.current ?? ofRoom;
  if (standing) return standingText(standing, isObserved(data.observation), row);
  return known && known.round > 1 ? fill(gettext("Round %(round)s"), { round: known.round }) : markText(null);
}

/**
 * Who gave it and when, as far as the server said.
 * @param {import("./protocol.js").RoomError} error
 * @param {import("./state.js").State} state
 */
export function theirsWords({ current }, state) {
  if (!current) return "";
  const judge = [...state.judges, ...state.coordinators].find((person) => person.id === current.by);
  const time = momentText(new Date(current.at));
  return judge ? fill(gettext("%(name)s, at %(time)s"), { name: judge.name, time }) : time;
}

/** @returns {HTMLElement} */
function fromTemplate() {
  const template = /** @type {HTMLTemplateElement} */ (document.getElementById("aspect-conflict"));
  return /** @type {HTMLElement} */ (template.content.firstElementChild.cloneNode(true));
}

/**
 * Paint the conflict of one row, or take its part away.
 * @param {HTMLElement} row
 * @param {Entry|null} entry
 * @param {import("./state.js").State} state
 */
function paintConflict(row, entry, state) {
  const known = /** @type {HTMLElement|null} */ (row.querySelector(".conflict"));
  row.toggleAttribute("data-conflict", Boolean(entry));
  if (!entry) return known?.remove();
  const part = known ?? row.appendChild(fromTemplate());
  setText(field(part, "conflict-text"), conflictText(entry, state));
  setText(field(part, "mine"), mineText(entry, row));
  setText(field(part, "mine-words"), momentText(new Date(entry.order)));
  setText(field(part, "theirs"), theirsText(entry, state, row));
  setText(field(part, "theirs-words"), theirsWords(entry.error, state));
  show(part.querySelector("[data-settles=mine]"), mineAnew(entry, state) !== null);
}

/**
 * Paint the conflicts of the competitor that the sheet shows.
 * @param {MarkingSheet} sheet
 */
export function paintConflicts({ rows, session }) {
  for (const row of rows) paintConflict(row.element, row.shown.conflict, session.state);
}

/**
 * Keep what the judge gave, as the last word, or what stands there now.
 * @param {MarkingSheet} sheet
 * @param {HTMLElement} button
 */
function settle({ rows, session }, button) {
  const row = rows.find(({ element }) => element.contains(button));
  const entry = row?.shown.conflict;
  if (!entry) return;
  const anew = button.dataset.settles === "mine" ? mineAnew(entry, session.state) : null;
  session.outbox.dismiss(entry.id);
  if (anew) session.command(anew.type, anew.data);
  row.element.focus({ preventScroll: true });
}

/**
 * Show the next conflict, over the end of the list if need be.
 * @param {MarkingSheet} sheet
 */
function seek(sheet) {
  const { conflicts } = sheet.session.outbox;
  const at = sheet.current?.shown.conflict;
  const next = conflicts[(conflicts.indexOf(at) + 1) % conflicts.length];
  if (!next) return;
  sheet.goTo(next.data.competitor, next.data.aspect);
  sheet.current?.element.querySelector(".conflict")?.scrollIntoView({ block: "center" });
}

/**
 * Listen to the buttons of the conflicts, and to the one that counts them.
 * @param {MarkingSheet} sheet
 */
export function tendConflicts(sheet) {
  sheet.addEventListener("click", (event) => {
    const button = /** @type {Element} */ (event.target).closest("[data-settles]");
    if (button) settle(sheet, /** @type {HTMLElement} */ (button));
  });
  sheet.addEventListener("room-conflict", () => seek(sheet));
}
