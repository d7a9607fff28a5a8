/** The marking sheet by the keyboard alone. The keys work only inside the sheet, and can be switched off. */

const CHOICE = "podium-sheet-keys";

/** @param {EventTarget|null} target */
const takesText = (target) => target instanceof Element && target.matches("input:not([type=checkbox]), textarea, select");

/** Whether single keys are in use on this device. */
const inUse = () => localStorage.getItem(CHOICE) !== "off";

/**
 * @typedef {object} Acts
 * @property {(step: 1|-1) => void} move to the next aspect or the one before
 * @property {(score: number) => void} score a digit: the score of a judgement, or what was counted or chosen
 * @property {(action: string) => void} act "full", "zero", "other", "observe" or "comment" on the aspect in focus
 * @property {(step: 1|-1) => void} turn to the next competitor or the one before; by aspect, to the next aspect
 * @property {() => void} seek the next unmarked aspect
 * @property {() => void} leave what is being typed
 * @property {() => void} undo the last action
 * @property {() => void} swap between all aspects of one competitor and one aspect of all competitors
 */

/**
 * @param {Acts} acts
 * @returns {Record<string, () => void>}
 */
const keyTable = (acts) => ({
  j: () => acts.move(1),
  ArrowDown: () => acts.move(1),
  k: () => acts.move(-1),
  ArrowUp: () => acts.move(-1),
  f: () => acts.act("full"),
  z: () => acts.act("zero"),
  o: () => acts.act("other"),
  v: () => acts.act("observe"),
  c: () => acts.act("comment"),
  b: () => acts.swap(),
  n: () => acts.turn(1),
  p: () => acts.turn(-1),
  u: () => acts.seek(),
  "?": () => document.getElementById("sheet-help")?.showModal(),
  ...Object.fromEntries([0, 1, 2, 3, 4, 5, 6, 7, 8, 9].map((score) => [String(score), () => acts.score(score)])),
});

/**
 * A Cyrillic or Kazakh keyboard has other letters on the same keys: then the place of the key counts.
 * @param {KeyboardEvent} event
 * @param {Record<string, () => void>} table
 */
function actOf(event, table) {
  if (table[event.key]) return table[event.key];
  if (event.key === "," && event.shiftKey && event.code === "Digit7") return table["?"];
  const letter = /^Key([A-Z])$/.exec(event.code)?.[1].toLowerCase();
  const digit = /^(?:Digit|Numpad)([0-9])$/.exec(event.code)?.[1];
  const foreign = event.key.length === 1 && event.key.charCodeAt(0) > 127;
  if (foreign && letter) return table[letter];
  return foreign && digit ? table[digit] : table[event.key.toLowerCase()];
}

/**
 * Ctrl+Z outside of fields: inside of them it undoes what was typed. The place of the key counts, on every keyboard.
 * @param {KeyboardEvent} event
 */
const asksToUndo = (event) =>
  event.code === "KeyZ" && (event.ctrlKey || event.metaKey) && !event.shiftKey && !event.altKey && !takesText(event.target);

/**
 * @param {HTMLElement} sheet
 * @param {Acts} acts
 */
export function listenToKeys(sheet, acts) {
  const table = keyTable(acts);
  document.addEventListener("keydown", (event) => {
    const inside = sheet.contains(document.activeElement) || document.activeElement === document.body;
    if (!inside) return;
    if (asksToUndo(event)) return acts.undo();
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key === "Escape" && sheet.contains(document.activeElement)) return acts.leave();
    if (takesText(event.target) || !inUse()) return;
    const act = actOf(event, table);
    if (!act) return;
    event.preventDefault();
    act();
  });
  bindChoice();
}

/** The help dialog's switch for people whose speech or screen reader would press single keys by accident. */
function bindChoice() {
  const box = /** @type {HTMLInputElement|null} */ (document.querySelector("#sheet-help [data-action=keys]"));
  if (!box) return;
  box.checked = inUse();
  box.addEventListener("change", () => localStorage.setItem(CHOICE, box.checked ? "on" : "off"));
}
