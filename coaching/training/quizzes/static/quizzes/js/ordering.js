/** Putting items in order with two buttons each: for thumbs, keyboards and screen readers alike. */

import { writeOrder } from "./fields.js";

/**
 * @param {HTMLElement} section of a question
 * @param {() => void} changed
 */
export function makeOrdering(section, changed) {
  for (const element of section.querySelectorAll("[data-with-script]")) element.hidden = false;
  for (const element of section.querySelectorAll(".question-answer [data-without-script]")) element.hidden = true;
  section.addEventListener("click", (event) => {
    const target = /** @type {HTMLElement} */ (event.target);
    const button = target.closest("[data-move]");
    if (button) moved(section, button);
    else if (!target.closest("[data-take-order]")) return;
    take(section);
    changed();
  });
}

/** @param {HTMLElement} section */
const items = (section) => [...section.querySelectorAll("[data-item]")];

/**
 * @param {HTMLElement} section
 * @param {HTMLElement} button
 */
function moved(section, button) {
  const item = button.closest("[data-item]");
  const other = button.dataset.move === "-1" ? item.previousElementSibling : item.nextElementSibling;
  if (!other) return;
  if (button.dataset.move === "-1") other.before(item);
  else other.after(item);
  for (const each of items(section)) each.toggleAttribute("data-moved", each === item);
  button.focus();
}

/** @param {HTMLElement} section */
function take(section) {
  writeOrder(section, items(section).map((item) => item.dataset.item));
}
