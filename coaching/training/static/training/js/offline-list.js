/** The list of what this browser keeps of training, which opens without a network, with a button to remove each. */

import { fill, gettext } from "../../rooms/js/words.js";
import { keptLessons, openedPages, removeLesson, removeOpened } from "./kept-lessons.js";
import { sizeText } from "./sizes.js";

/**
 * @param {HTMLElement} list
 * @param {{page: string, title: string, detail: string, remove: () => Promise<void>}} entry
 */
function addLine(list, { page, title, detail, remove }) {
  const template = /** @type {HTMLTemplateElement} */ (document.getElementById("kept-line"));
  const line = /** @type {HTMLElement} */ (template.content.firstElementChild.cloneNode(true));
  const link = line.querySelector("a");
  link.href = page;
  link.textContent = title;
  line.querySelector("[data-detail]").textContent = detail;
  const button = line.querySelector("button");
  button.setAttribute("aria-label", fill(gettext("Remove %(title)s"), { title }));
  button.addEventListener("click", async () => {
    await remove();
    line.remove();
    await show();
    document.getElementById("kept-heading").focus();
  });
  list.append(line);
}

async function show() {
  const [kept, opened] = [await keptLessons(), await openedPages()];
  const own = new Set(kept.map(({ page }) => page));
  const lists = {
    kept: kept.map((note) => ({
      ...note,
      detail: sizeText(note.bytes),
      remove: () => removeLesson(note.page),
    })),
    opened: opened
      .filter(({ page }) => !own.has(page))
      .map((each) => ({ ...each, detail: "", remove: () => removeOpened(each.page) })),
  };
  for (const [name, entries] of Object.entries(lists)) {
    const list = document.querySelector(`[data-list="${name}"]`);
    list.replaceChildren();
    for (const entry of entries) addLine(list, entry);
    document.querySelector(`[data-empty="${name}"]`).hidden = entries.length > 0;
  }
}

function showConnection() {
  document.querySelector("[data-no-connection]").hidden = navigator.onLine;
}

window.addEventListener("online", showConnection);
window.addEventListener("offline", showConnection);
showConnection();
show();
