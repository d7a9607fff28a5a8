/**
 * What is wrong with a mark by hand, as far as this browser can tell: without a network the server says no only when
 * nobody knows any more why the mark was not the full one. The server judges all the same.
 */

import { fill, gettext, markText } from "./words.js";

const MARK = /^\d{1,4}(?:\.\d{1,2})?$/;

/**
 * A mark in hundredths, so that marks are compared and never computed with.
 * @param {string} mark
 */
function hundredths(mark) {
  const [whole, part = ""] = mark.split(".");
  return Number(whole + part.padEnd(2, "0"));
}

/**
 * @param {string} mark as it would be sent, with a point
 * @param {string} reason
 * @param {string} maximum of the aspect
 * @returns {{field: "mark"|"reason", words: string}|null} the field to correct, or null when the mark can be sent
 */
export function wrongWith(mark, reason, maximum) {
  if (!MARK.test(mark)) return { field: "mark", words: gettext("A mark is a number with at most two decimals, for example 0.75.") };
  const [given, most] = [hundredths(mark), hundredths(maximum)];
  if (given > most) return { field: "mark", words: fill(gettext("The mark must be from 0 to %(maximum)s."), { maximum: markText(maximum) }) };
  if (given > 0 && given < most && !reason) return { field: "reason", words: gettext("Say in a few words why this is not the full mark.") };
  return null;
}
