/**
 * The small menus of the header close on Escape, on a click elsewhere, and when the keyboard leaves them; so does the
 * whole-screen sheet of a phone, which would hide what the keyboard has gone to.
 */

/** @returns {NodeListOf<HTMLDetailsElement>} */
const openMenus = () => document.querySelectorAll("details.menu[open]");

const sheet = document.getElementById("site-menu");
const closeSheet = () => {
  if (sheet?.matches(":popover-open")) sheet.hidePopover();
};

// The sheet has no place on a wide window: turning a tablet closes it.
matchMedia("(width >= 80rem)").addEventListener("change", (wide) => {
  if (wide.matches) closeSheet();
});

document.addEventListener("keydown", (event) => {
  if (event.key !== "Escape") return;
  for (const menu of openMenus()) {
    menu.open = false;
    menu.querySelector("summary")?.focus();
  }
});

document.addEventListener("pointerdown", (event) => {
  for (const menu of openMenus()) {
    if (!menu.contains(/** @type {Node} */ (event.target))) menu.open = false;
  }
});

document.addEventListener("focusin", (event) => {
  if (!sheet?.contains(/** @type {Node} */ (event.target))) closeSheet();
  for (const menu of openMenus()) {
    if (!menu.contains(/** @type {Node} */ (event.target))) menu.open = false;
  }
});
