/** Painting the steps of a form: those before the one that is reached are done, and it is the current one. */

import { STEPS } from "./form-progress.js";
import { setAttribute } from "./paint.js";

/**
 * @param {ParentNode} root an element that holds a list of `[data-step]`
 * @param {import("./form-progress.js").Progress} progress
 */
export function paintSteps(root, progress) {
  const reached = STEPS.indexOf(progress);
  for (const step of root.querySelectorAll("[data-step]")) {
    const at = STEPS.indexOf(step.getAttribute("data-step"));
    setAttribute(step, "data-done", at < reached);
    setAttribute(step, "aria-current", at === reached ? "step" : null);
  }
}
