/** The form for a new room: whole criteria at once, and how much is chosen, in aspects and marks. */

import { setText, show } from "./paint.js";
import { fill, gettext, markText } from "./words.js";

/** @param {ParentNode} root */
const boxes = (root) => [.../** @type {NodeListOf<HTMLInputElement>} */ (root.querySelectorAll("[data-marks]"))];

/**
 * Add marks in whole hundredths, which are exact.
 * @param {HTMLInputElement[]} chosen
 */
function marksOf(chosen) {
  const hundredths = chosen.reduce((sum, box) => sum + Math.round(Number(box.dataset.marks) * 100), 0);
  return `${Math.floor(hundredths / 100)}.${String(hundredths % 100).padStart(2, "0")}`;
}

function paintSum() {
  const chosen = boxes(document).filter((box) => box.checked);
  const aspects = chosen.reduce((sum, box) => sum + Number(box.dataset.aspects), 0);
  const text = chosen.length
    ? fill(gettext("Chosen sub-criteria: %(parts)s, aspects: %(aspects)s, marks: %(marks)s"), {
        parts: chosen.length,
        aspects,
        marks: markText(marksOf(chosen)),
      })
    : gettext("Nothing is chosen yet.");
  setText(document.querySelector("[data-parts-sum]"), text);
}

for (const button of document.querySelectorAll("[data-parts-all]")) {
  show(button, true);
  button.addEventListener("click", () => {
    const group = boxes(button.closest(".parts-group"));
    const all = group.every((box) => box.checked);
    for (const box of group) box.checked = !all;
    paintSum();
  });
}
document.querySelector(".parts")?.addEventListener("change", paintSum);
paintSum();

// Modules: one empty line more than is written, and the choice of a module as soon as there are two.

const rows = /** @type {HTMLElement[]} */ ([...document.querySelectorAll("[data-module-row]")]);

/** @param {HTMLElement} row */
const isWritten = (row) => [...row.querySelectorAll("input")].some((input) => input.value.trim() !== "");

function paintModules() {
  const last = rows.reduce((found, row, index) => (isWritten(row) ? index : found), -1);
  rows.forEach((row, index) => show(row, index <= last + 1));
  show(document.querySelector("[data-module-parts]"), last >= 1);
  for (const option of document.querySelectorAll("[data-module-parts] option")) {
    const choice = /** @type {HTMLOptionElement} */ (option);
    choice.hidden = choice.disabled = Number(choice.value) > last + 1 && !choice.selected;
  }
}

document.querySelector(".room-modules")?.addEventListener("input", paintModules);
if (rows.length) paintModules();
