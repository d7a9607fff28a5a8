/** The small menus of the header close on Escape, on a click elsewhere, and when the keyboard leaves them. */

/** @returns {NodeListOf<HTMLDetailsElement>} */
const openMenus = () => document.querySelectorAll("details.menu[open]");

// The whole-screen sheet of a phone has no place on a wide window: turning a tablet closes it.
matchMedia("(width >= 80rem)").addEventListener("change", (wide) => {
  const sheet = document.getElementById("site-menu");
  if (wide.matches && sheet?.matches(":popover-open")) sheet.hidePopover();
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
  for (const menu of openMenus()) {
    if (!menu.contains(/** @type {Node} */ (event.target))) menu.open = false;
  }
});
