/** Undoing on the sheet: shows the place, then goes back as far as the rules allow, or says why not. */

import { field, setText } from "./paint.js";
import { closedWhy } from "./sheet-access.js";
import { fill, gettext } from "./words.js";

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
  if (!refused && "question" in way) {
    return /** @type {HTMLDialogElement} */ (document.getElementById("undo-question")).showModal();
  }
  sheet.undoList.forgetLast();
  if (refused) return tell(sheet, refused);
  if ("type" in way) sheet.command(way.type, action.competitor, action.aspect, way.data);
  return tell(sheet, fill(gettext("Undone: %(what)s"), { what: action.words }));
}

/**
 * Let all judges score again, as the judge has confirmed.
 * @param {MarkingSheet} sheet
 */
export function undoByNewRound(sheet) {
  const action = sheet.undoList.last;
  if (!action) return;
  sheet.undoList.forgetLast();
  sheet.command("judgement.reopen", action.competitor, action.aspect, {});
}
