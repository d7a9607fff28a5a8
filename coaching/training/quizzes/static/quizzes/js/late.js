/** After an attempt: answers that were still on this device are offered once more, and those that came too late are shown. */

import { openOutbox } from "../../rooms/js/outbox.js";
import { fill, gettext } from "../../rooms/js/words.js";
import { Sender } from "./sender.js";

/** @param {HTMLElement} place */
async function show(place) {
  const outbox = await openOutbox(`quiz:${place.dataset.attempt}`);
  if (!outbox.entries.length) return;
  await new Sender(outbox, place.dataset.answers).pump();
  const list = place.querySelector("[data-late-list]");
  for (const entry of outbox.entries.filter(({ state }) => state === "refused")) {
    const item = document.createElement("li");
    item.textContent = `${numberOf(entry.data.question)}: ${entry.data.given?.text ?? gettext("an answer")}. ${entry.error.message}`;
    list.append(item);
  }
  place.hidden = !list.childElementCount;
}

/** @param {string} key */
function numberOf(key) {
  const section = /** @type {HTMLElement|null} */ (document.querySelector(`[data-key="${CSS.escape(key)}"]`));
  return fill(gettext("Question %(number)s"), { number: section?.dataset.number ?? "?" });
}

const place = /** @type {HTMLElement|null} */ (document.querySelector("[data-late]"));
if (place) show(place);
