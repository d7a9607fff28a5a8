/** The grid by the keyboard alone. Letters are told by their place, so that they work on every keyboard. */

import { typedMark } from "./words.js";

const PAGE = 12;

/** @param {Grid} grid */
export function listenToKeys(grid) {
  grid.body.addEventListener("keydown", (event) => {
    if (event.target instanceof Element && event.target.matches("input, select, textarea")) return;
    const act = actOf(grid, event);
    if (!act) return;
    event.preventDefault();
    act();
  });
  grid.body.addEventListener("paste", (event) => pasted(grid, event));
  grid.body.addEventListener("copy", (event) => copied(grid, event));
}

/** @param {KeyboardEvent} event @returns {(() => void)|undefined} */
function actOf(grid, event) {
  const command = event.ctrlKey || event.metaKey;
  if (command) return withControl(grid, event)[event.code] ?? withControl(grid, event)[event.key];
  if (event.altKey) return withAlt(grid)[event.key];
  return plain(grid, event)[event.key] ?? typing(grid, event);
}

function withControl(grid, event) {
  const { editor, current } = grid;
  return {
    KeyD: () => editor.duplicate(current.key),
    Enter: () => editor.addAspect(current.key),
    Delete: () => editor.remove(current.key),
    Home: () => grid.step(-Infinity, -Infinity),
    End: () => grid.step(Infinity, Infinity),
    ...(event.shiftKey ? { Enter: () => editor.addSub(current.key), KeyE: () => editor.addCriterion(current.key) } : {}),
  };
}

function withAlt(grid) {
  const { editor, current } = grid;
  return {
    ArrowUp: () => editor.shift(current.key, -1),
    ArrowDown: () => editor.shift(current.key, 1),
    Enter: () => editor.openRow(current.key),
  };
}

function plain(grid, event) {
  const { editor, current } = grid;
  const edit = () => grid.edit(grid.roving);
  return {
    ArrowUp: () => grid.step(-1, 0),
    ArrowDown: () => grid.step(1, 0),
    ArrowLeft: () => sideways(grid, -1),
    ArrowRight: () => sideways(grid, 1),
    PageUp: () => grid.step(-PAGE, 0),
    PageDown: () => grid.step(PAGE, 0),
    Home: () => grid.step(0, -Infinity),
    End: () => grid.step(0, Infinity),
    Enter: edit,
    F2: edit,
    Insert: () => editor.addAspect(current.key),
    Delete: () => (event.shiftKey ? editor.remove(current.key) : erase(grid)),
    Backspace: () => erase(grid),
  };
}

/** On the code of a criterion or sub-criterion the arrows fold and unfold; elsewhere they move. */
function sideways(grid, step) {
  const { key } = grid.current;
  const owner = grid.content.place(key)?.level !== "aspect" && grid.roving?.dataset.field === "code";
  const folded = grid.folded.has(key);
  if (owner && step < 0 && !folded) grid.fold(key, true);
  else if (owner && step > 0 && folded) grid.fold(key, false);
  else grid.step(0, step);
}

/** Delete empties a cell; on the code it takes the whole row away. Both can be undone. */
function erase(grid) {
  const { key } = grid.current;
  const field = grid.roving?.dataset.field;
  const { row, level } = grid.content.place(key) ?? {};
  if (field === "code" || field === "acts") return grid.editor.remove(key);
  if (!row || field === "kind" || field === "how" || (field === "maximum" && level !== "aspect")) return;
  grid.editor.set(key, field, field === "maximum" ? "0.00" : field === "section" ? null : "");
}

function typing(grid, event) {
  if (event.key.length !== 1 || event.key === " ") return undefined;
  const field = grid.roving?.dataset.field;
  if (["code", "acts", "how"].includes(field)) return undefined;
  if (field === "kind") return kindOf(grid, event);
  return () => grid.edit(grid.roving, event.key);
}

/** @returns {(() => void)|undefined} */
function kindOf(grid, event) {
  const kind = { KeyM: "M", KeyJ: "J" }[event.code] ?? { m: "M", м: "M", j: "J" }[event.key.toLowerCase()];
  return kind && (() => grid.editor.set(grid.current.key, "kind", kind));
}

/** One value goes into the cell; rows of a spreadsheet are shown first. */
function pasted(grid, event) {
  if (event.target instanceof Element && event.target.matches("input, select, textarea")) return;
  const text = event.clipboardData?.getData("text/plain") ?? "";
  if (!text.trim()) return;
  event.preventDefault();
  const { key } = grid.current;
  const field = grid.roving?.dataset.field;
  const inPlace = ["description", "extra", "requirement", "name", "day", "team"].includes(field);
  if (/[\t\n]/.test(text.trim()) || !(inPlace || field === "maximum")) return grid.editor.openPaste(text);
  const value = field === "maximum" ? typedMark(text) : text.trim();
  if (value !== null) grid.editor.set(key, field, value);
}

function copied(grid, event) {
  if (event.target instanceof Element && event.target.matches("input, select, textarea")) return;
  const value = grid.roving?.querySelector("[data-part=value]:not([data-is-empty])")?.textContent;
  if (!value || String(getSelection())) return;
  event.clipboardData?.setData("text/plain", value);
  event.preventDefault();
}
