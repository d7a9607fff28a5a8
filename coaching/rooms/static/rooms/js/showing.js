/**
 * What is shown to the public, on every page of a room: parts for a frozen board and for released modules, and the
 * form of the host that makes the address of a board.
 */

import { setAttribute, show } from "./paint.js";

/**
 * `[data-when-frozen="yes"]` is there while the board is frozen; `[data-shown-module]` with its number says whether the marks
 * of the module are released, and `[data-when-released]` in it is there then (or not). `[data-when-board]` names the policies
 * of the board with which a part is there, `[data-when-modules]` is there where modules are released.
 * @param {import("./protocol.js").Room} room
 */
export function paintShowing(room) {
  for (const part of document.querySelectorAll("[data-when-frozen]")) {
    show(part, (part.getAttribute("data-when-frozen") === "yes") === room.board_frozen);
  }
  for (const part of document.querySelectorAll("[data-when-board]")) {
    show(part, part.getAttribute("data-when-board").split(" ").includes(room.board));
  }
  for (const part of document.querySelectorAll("[data-when-modules]")) {
    show(part, room.board === "module" || room.marks_shown === "module");
  }
  for (const { number, released } of room.modules ?? []) {
    for (const part of document.querySelectorAll(`[data-shown-module="${number}"]`)) paintModule(part, released);
  }
}

/**
 * @param {Element} part
 * @param {boolean} released
 */
function paintModule(part, released) {
  setAttribute(part, "data-released", released ? "yes" : "no");
  for (const inner of part.querySelectorAll("[data-when-released]")) {
    show(inner, (inner.getAttribute("data-when-released") === "yes") === released);
  }
}

/**
 * The address that the form asks for: only what differs from the usual is said.
 * @param {HTMLFormElement} form
 * @returns {string}
 */
function addressOf(form) {
  const address = new URL(form.action);
  for (const [name, value] of new FormData(form)) if (value) address.searchParams.append(name, String(value));
  return address.href;
}

/** @param {HTMLFormElement} form */
function follow(form) {
  const tell = () => {
    const address = addressOf(form);
    for (const button of form.querySelectorAll("[data-copy]")) setAttribute(button, "data-copy", address);
    const shown = form.querySelector("[data-field=board-address]");
    if (shown) shown.textContent = address;
  };
  form.addEventListener("input", tell);
  tell();
}

for (const form of document.querySelectorAll("form[data-board-address]")) follow(/** @type {any} */ (form));
