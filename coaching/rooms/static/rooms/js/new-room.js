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
    ? fill(gettext("Chosen: %(parts)s sub-criteria, %(aspects)s aspects, %(marks)s marks"), {
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
