/**
 * Ticks of a checklist stay on this device, for this page in every language. They say nothing about anybody: which boxes
 * of a public page were ticked.
 */
const OURS = "podium-ticks";

/** @param {string} name @returns {string[]} */
function kept(name) {
  try {
    return JSON.parse(localStorage.getItem(name) ?? "[]");
  } catch {
    return [];
  }
}

/** @param {string} name @param {string[]} items */
function keep(name, items) {
  try {
    if (items.length) localStorage.setItem(name, JSON.stringify(items));
    else localStorage.removeItem(name);
  } catch {
    // A private window forgets; the ticks stay until the page is left.
  }
}

for (const list of /** @type {NodeListOf<HTMLElement>} */ (document.querySelectorAll("[data-checklist]"))) {
  const name = `${OURS}:${list.dataset.checklist}:${list.id}`;
  const boxes = /** @type {HTMLInputElement[]} */ ([...list.querySelectorAll("input[data-item]")]);
  const ticked = new Set(kept(name));
  for (const box of boxes) box.checked = ticked.has(box.dataset.item ?? "");
  list.addEventListener("change", () => {
    const now = boxes.filter((box) => box.checked).map((box) => box.dataset.item ?? "");
    keep(name, now);
  });
}
