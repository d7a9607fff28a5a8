/** Editing one cell in its place: Enter and Tab keep, Escape leaves as it was, Alt+Enter breaks the line. */

import { make } from "./paint.js";
import { gettext, markText, typedMark } from "./words.js";

/**
 * @param {Grid} grid
 * @param {HTMLElement} cell
 * @param {{key: string, field: string, value: any, typed?: string}} what
 */
export function editCell(grid, cell, { key, field, value, typed }) {
  const input = inputFor(grid, field, value, typed);
  input.setAttribute("aria-label", `${grid.content.code(key)}, ${cell.dataset.label}`);
  cell.dataset.editing = "";
  cell.append(input);
  input.focus();
  if (typed === undefined && "select" in input) input.select();
  let over = false;
  /** @param {boolean} keep @param {[number, number]|null} move */
  const end = (keep, move) => {
    if (over) return;
    const kept = keep ? valueOf(field, input.value) : undefined;
    if (kept === null && field === "maximum") return refuse(input, gettext("Write a mark such as 0.50, with at most two decimals."));
    over = true;
    delete cell.dataset.editing;
    input.remove();
    if (keep) grid.editor.set(key, field, kept);
    if (move) grid.focus(key, field);
    if (move && (move[0] || move[1])) grid.step(...move);
  };
  input.addEventListener("keydown", (event) => pressed(event, input, end, grid));
  input.addEventListener("blur", () => end(true, null));
}

function inputFor(grid, field, value, typed) {
  if (field === "kind") return select([["M", gettext("M, measurement")], ["J", gettext("J, judgement")]], value);
  const sections = grid.content.data.sections;
  if (field === "section" && sections.length) {
    const options = sections.map(([number, name]) => [String(number), `${number} ${name}`.slice(0, 60)]);
    return select([["", gettext("none")], ...options], value === null ? "" : String(value));
  }
  const long = ["description", "extra", "requirement"].includes(field);
  const input = make(long ? "textarea" : "input", { className: "cell-input", autocomplete: "off" });
  if (field === "maximum" || field === "section") input.inputMode = field === "maximum" ? "decimal" : "numeric";
  input.value = typed ?? (field === "maximum" ? markText(value) : String(value ?? ""));
  return input;
}

function select(options, value) {
  const element = make("select", { className: "cell-input" });
  element.append(...options.map(([own, text]) => make("option", { value: own, textContent: text })));
  element.value = value;
  return element;
}

/** @returns {any} what is kept of what was typed; null for a mark that is none */
export function valueOf(field, typed) {
  if (field === "maximum") return typedMark(typed);
  if (field === "section") return /^\d{1,3}$/.test(typed.trim()) ? Number(typed) : null;
  return ["description", "extra", "requirement"].includes(field) ? typed.trim() : typed.trim().replaceAll(/\s+/g, " ");
}

function refuse(input, message) {
  input.setCustomValidity(message);
  input.setAttribute("aria-invalid", "true");
  input.reportValidity();
  input.addEventListener("input", () => input.setCustomValidity(""), { once: true });
}

/** @param {KeyboardEvent} event */
function pressed(event, input, end, grid) {
  event.stopPropagation();
  if (event.isComposing) return;
  const leads = { Escape: [false, [0, 0]], Enter: [true, [event.shiftKey ? -1 : 1, 0]], Tab: [true, [0, event.shiftKey ? -1 : 1]] }[event.key];
  if (!leads) return;
  if (event.key === "Enter" && event.altKey) {
    input.setRangeText?.("\n", input.selectionStart, input.selectionEnd, "end");
    return event.preventDefault();
  }
  event.preventDefault();
  end(...leads);
}
