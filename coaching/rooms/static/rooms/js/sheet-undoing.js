/**
 * Undoing on the sheet: shows the place, then goes back as far as the rules allow, or says why not. A finished round ends
 * for every judge of the panel, so a new one is opened only after a question.
 */

import { field, setText } from "./paint.js";
import { closedWhy } from "./sheet-access.js";
import { roundIsOver } from "./sheet-undo.js";
import { fill, gettext } from "./words.js";

/** @type {{competitor: string, aspect: number, round: number, isUndo: boolean}|null} what the question is about */
let asked = null;

/**
 * @param {MarkingSheet} sheet
 * @param {string} text
 */
const tell = (sheet, text) => setText(field(sheet, "undo-said"), text);

/**
 * Why the last action cannot be undone; empty when it can.
 * @param {MarkingSheet} sheet
 * @param {import("./sheet-undo.js").Action} action
 * @param {import("./sheet-undo.js").WayBack} way
 */
function refusal(sheet, action, way) {
  const part = sheet.sheetRows.find((row) => row.aspect === action.aspect).part;
  if (closedWhy(sheet.session.state, action.competitor, part)) {
    return gettext("This cannot be undone any more: the sheet is closed.");
  }
  return "refusal" in way ? way.refusal : "";
}

/**
 * Undo the last action, if nobody else has changed what it changed.
 * @param {MarkingSheet} sheet
 */
export function undoLast(sheet) {
  const [action, way] = [sheet.undoList.last, sheet.undoList.wayBack()];
  if (!action || !way) return tell(sheet, gettext("There is nothing to undo."));
  const refused = refusal(sheet, action, way);
  sheet.goTo(action.competitor, action.aspect);
  if (!refused && "question" in way) return askForNewRound(sheet, action);
  sheet.undoList.forgetLast();
  if (refused) return tell(sheet, refused);
  if ("type" in way) sheet.command(way.type, action.competitor, action.aspect, way.data);
  return tell(sheet, fill(gettext("Undone: %(what)s"), { what: action.words }));
}

/**
 * Ask whether all judges are to score again: the scores of the others go with one's own.
 * @param {MarkingSheet} sheet
 * @param {import("./sheet-undo.js").Action|AspectRow} place its competitor and aspect; an action is undone by it
 */
export function askForNewRound(sheet, place) {
  const { competitor, aspect } = place;
  const { round } = sheet.undoList.shownOf(competitor, aspect);
  asked = { competitor, aspect, round, isUndo: place === sheet.undoList.last };
  /** @type {HTMLDialogElement} */ (document.getElementById("round-question")).showModal();
}

/**
 * Let all judges score again, as the judge has confirmed, unless another did so while the question stood there.
 * @param {MarkingSheet} sheet
 */
export function openNewRound(sheet) {
  if (!asked) return;
  const { competitor, aspect, round, isUndo } = asked;
  asked = null;
  if (isUndo) sheet.undoList.forgetLast();
  if (sheet.undoList.shownOf(competitor, aspect).round !== round) return tell(sheet, roundIsOver());
  sheet.command("judgement.reopen", competitor, aspect, {});
}
