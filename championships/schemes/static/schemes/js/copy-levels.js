/**
 * Buttons that copy the four levels of a ladder: `[data-copy-levels="id"]`, with the words to say in `data-copied` and
 * `data-by-hand`. Each line is a score, a tab and the text, so that a spreadsheet puts them into two columns. Over plain
 * HTTP there is no clipboard; then the lines are shown to be copied by hand.
 */

import { toast } from "../../design/js/toast.js";

/**
 * @param {Element} list
 * @returns {string}
 */
function linesOf(list) {
  const levels = [...list.querySelectorAll("[data-score]")];
  return levels
    .map((level) => `${level.getAttribute("data-score")}\t${level.querySelector("[data-level]")?.textContent?.trim()}`)
    .join("\n");
}

/** @param {HTMLElement} button */
async function copy(button) {
  const list = document.getElementById(button.dataset.copyLevels ?? "");
  if (!list) return;
  const lines = linesOf(list);
  try {
    await navigator.clipboard.writeText(lines);
    toast(button.dataset.copied ?? "", "good");
  } catch {
    window.prompt(button.dataset.byHand ?? "", lines);
  }
}

document.addEventListener("click", (event) => {
  const button = event.target instanceof Element ? event.target.closest("[data-copy-levels]") : null;
  if (button instanceof HTMLElement) copy(button);
});
