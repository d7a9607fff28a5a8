/**
 * Names on a board whose rows are all of one height: each takes as many lines as its row has room for, then rows take
 * the free height of the screen, then letters become smaller: those of all names together where several are long, so
 * that the board keeps one size, else those of the long name alone. Only what still does not fit is cut.
 */

import { setAttribute } from "./paint.js";

/** The sizes of letters that board.css knows, from the usual one to the smallest. */
const SIZES = [0, 1, 2, 3];

/** One name of so many may be smaller than the others. */
const ONE_OF = 6;

/** What of a row names may fill, so that they touch no line. */
const ROOM = 0.94;

/** @param {HTMLElement} row */
const wordsOf = (row) => /** @type {HTMLElement} */ (row.querySelector(".board-name > span"));

/** @param {HTMLElement} row */
function isCut(row) {
  const words = wordsOf(row);
  return words.scrollHeight > words.clientHeight + 1;
}

/**
 * @param {HTMLElement} row
 * @param {number} size
 */
function setSize(row, size) {
  setAttribute(row, "data-name-size", size || null);
  const line = Number.parseFloat(getComputedStyle(wordsOf(row)).lineHeight);
  row.style.setProperty("--name-lines", String(Math.max(1, Math.floor((ROOM * row.clientHeight) / line))));
}

/**
 * Fit the names of a board into its rows; where rows are as high as what is in them, nothing needs to be done.
 * @param {HTMLElement} board
 * @param {HTMLElement} list
 */
function fitNames(board, list) {
  const rows = /** @type {HTMLElement[]} */ ([...list.children]);
  const fit = (which, size) => which.filter((row) => (setSize(row, size), isCut(row)));
  setAttribute(board, "data-tall", null);
  if (getComputedStyle(list).display !== "grid") return;
  if (fit(rows, 0).length) setAttribute(board, "data-tall", true);
  const few = Math.ceil(rows.length / ONE_OF);
  let long = rows;
  for (const size of SIZES) long = fit(long.length > few ? rows : long, size);
}

/**
 * Keep the names of a board in their rows, also when the screen changes; the function that is returned is for new rows.
 * @param {HTMLElement} board
 * @param {HTMLElement} list
 * @returns {() => void}
 */
export function tendNames(board, list) {
  const fit = () => fitNames(board, list);
  new ResizeObserver(fit).observe(list);
  let known = "";
  return () => {
    const names = [...list.children].map((row) => wordsOf(/** @type {HTMLElement} */ (row)).textContent);
    const key = [board.style.cssText, ...names].join("\n");
    if (key !== known) fit();
    known = key;
  };
}
