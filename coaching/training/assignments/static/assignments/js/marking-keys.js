/** The keys of a marker's sheet: scores, full and zero, and the way from aspect to aspect. */

const FIELDS = "input:not([type=radio]), textarea, select, summary";

export class SheetKeys {
  /** @param {HTMLElement} sheet */
  constructor(sheet) {
    this.sheet = sheet;
    const help = sheet.querySelector("[data-field=keys]");
    if (help) help.hidden = false;
    document.addEventListener("keydown", (event) => this.pressed(event));
  }

  get rows() {
    return [...this.sheet.querySelectorAll(".aspect")];
  }

  get current() {
    return document.activeElement?.closest(".aspect") ?? null;
  }

  /** @param {KeyboardEvent} event */
  pressed(event) {
    const target = /** @type {HTMLElement} */ (event.target);
    if (event.ctrlKey || event.metaKey || event.altKey || target.matches(FIELDS)) return;
    const act = this.act(event.key);
    if (!act) return;
    event.preventDefault();
    act();
  }

  /**
   * @param {string} key
   * @returns {(() => void)|null}
   */
  act(key) {
    if (/^[0-3]$/.test(key) && this.current) return () => this.choose(`[name^="score:"][value="${key}"]`);
    if (key === "f") return () => this.choose("[data-full]");
    if (key === "z") return () => this.choose("[data-zero]");
    if (key === "j") return () => this.step(1);
    if (key === "k") return () => this.step(-1);
    if (key === "n") return () => this.enter(this.rows.find((row) => row.dataset.state === "open"));
    if (key === "c") return () => this.comment();
    return null;
  }

  /** @param {string} selector */
  choose(selector) {
    const input = this.current?.querySelector(selector);
    if (!(input instanceof HTMLInputElement)) return;
    input.checked = true;
    input.focus();
    input.dispatchEvent(new Event("change", { bubbles: true }));
  }

  /** @param {number} by */
  step(by) {
    const rows = this.rows;
    const at = rows.indexOf(/** @type {Element} */ (this.current));
    this.enter(rows[at < 0 ? 0 : Math.min(rows.length - 1, Math.max(0, at + by))]);
  }

  /** @param {Element|undefined} row */
  enter(row) {
    const target = row?.querySelector("input:checked, fieldset input");
    if (!(target instanceof HTMLElement)) return;
    target.focus({ preventScroll: true });
    row.scrollIntoView({ block: "nearest" });
  }

  comment() {
    const part = this.current?.querySelector(".marking-comment");
    if (!(part instanceof HTMLDetailsElement)) return;
    part.open = true;
    part.querySelector("textarea")?.focus();
  }
}
