/** Buttons that copy: `[data-copy="text"]`. Over plain HTTP there is no clipboard; then the text is shown to be copied. */

import { toast } from "../../design/js/toast.js";
import { gettext } from "./words.js";

/** @param {string} text */
async function copy(text) {
  try {
    await navigator.clipboard.writeText(text);
    toast(gettext("Copied"), "good");
  } catch {
    window.prompt(gettext("Copy this link:"), text);
  }
}

document.addEventListener("click", (event) => {
  const button = /** @type {Element} */ (event.target).closest("[data-copy]");
  if (button) copy(button.getAttribute("data-copy"));
});
