/** A trial: items are put in order with buttons, and nothing is kept or sent but by the form's own button. */

import { makeOrdering } from "./ordering.js";

for (const section of document.querySelectorAll("[data-kind=ordering]")) makeOrdering(/** @type {HTMLElement} */ (section), () => undefined);
