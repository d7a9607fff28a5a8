/**
 * The rows of a draft as a treegrid: criteria, sub-criteria, aspects. Rows are made once and then only patched; one
 * cell at a time is in the tab order, and arrows move between cells. On a phone the same rows stand as cards.
 */

import { childrenOf } from "./content.js";
import { editCell } from "./cell.js";
import { Dragging } from "./dragging.js";
import { listenToKeys } from "./keys.js";
import { make, part, setAttribute, setText, stamp } from "./paint.js";
import { fill, gettext, markText, ngettext } from "./words.js";

const TEMPLATES = { criterion: "row-criterion", sub_criterion: "row-sub-criterion", aspect: "row-aspect" };
export const NARROW = window.matchMedia("(width < 48rem)");

export class Grid {
  /**
   * @param {SchemeEditor} editor
   * @param {HTMLTableElement} table
   */
  constructor(editor, table) {
    this.editor = editor;
    this.table = table;
    this.body = table.tBodies[0];
    /** @type {Map<string, HTMLTableRowElement>} */
    this.rows = new Map();
    this.folded = new Set();
    this.current = { key: "", field: "code" };
    this.filter = { words: "", only: "" };
    listenToKeys(this);
    this.dragging = new Dragging(this);
    this.body.addEventListener("click", (event) => this.clicked(event));
    this.body.addEventListener("dblclick", (event) => this.edit(this.cellOf(event.target)));
    this.body.addEventListener("focusin", (event) => this.entered(this.cellOf(event.target)));
    NARROW.addEventListener("change", () => this.paint());
  }

  get content() {
    return this.editor.content;
  }

  /** @param {EventTarget|null} target @returns {HTMLElement|null} */
  cellOf(target) {
    return target instanceof Element ? target.closest("[data-field]") : null;
  }

  /** Make, patch, order and drop rows so that they follow the content. */
  paint() {
    const places = this.content.all().filter((place) => this.isShown(place));
    const keys = new Set(places.map(({ row }) => row.key));
    for (const [key, row] of this.rows) if (!keys.has(key)) this.drop(key, row);
    places.forEach((place, index) => {
      const row = this.rows.get(place.row.key) ?? this.create(place);
      if (this.body.rows[index] !== row) this.body.insertBefore(row, this.body.rows[index] ?? null);
      this.paintRow(row, place);
      setAttribute(row, "aria-rowindex", index + 2);
    });
    setAttribute(this.table, "aria-rowcount", places.length + 1);
    if (!this.rows.has(this.current.key)) this.current.key = this.body.rows[0]?.dataset.key ?? "";
    this.rove();
  }

  create(place) {
    const row = /** @type {HTMLTableRowElement} */ (stamp(TEMPLATES[place.level]));
    row.dataset.key = place.row.key;
    this.rows.set(place.row.key, row);
    return row;
  }

  /** Remove a row; what had the focus gives it to the row that comes into its place. */
  drop(key, row) {
    if (row.contains(document.activeElement)) {
      const next = row.nextElementSibling ?? row.previousElementSibling;
      this.lost = { key: next?.dataset.key ?? "", field: this.current.field };
    }
    row.remove();
    this.rows.delete(key);
  }

  isShown(place) {
    if (this.isFolded(place)) return false;
    const { words, only } = this.filter;
    return (!words && !only) || this.matches(place) || this.below(place).some((one) => this.matches(one));
  }

  isFolded({ parent }) {
    for (let key = parent.key; key; key = this.content.place(key).parent.key) if (this.folded.has(key)) return true;
    return false;
  }

  below({ row, level }) {
    return childrenOf(row, level).flatMap((child) => {
      const place = this.content.place(child.key);
      return [place, ...this.below(place)];
    });
  }

  matches({ row, code }) {
    const { words, only } = this.filter;
    if (only === "remarks" && !this.editor.findingsOf(row.key).length) return false;
    if (only === "comments" && !this.editor.openComments(row.key)) return false;
    const text = [code, row.name, row.description, row.extra, row.requirement, ...(row.ladder ?? [])].join(" ").toLowerCase();
    return words.toLowerCase().split(/\s+/).every((word) => text.includes(word));
  }

  paintRow(element, { row, level, code, siblings, at }) {
    element.dataset.kind = row.kind ?? "";
    setText(part(element, "code"), code);
    setAttribute(element, "aria-posinset", at + 1);
    setAttribute(element, "aria-setsize", siblings.length);
    for (const cell of element.cells) {
      const field = cell.dataset.field;
      const value = part(cell, "value");
      if (value) this.paintValue(value, field, row);
      if (value) this.paintFinding(cell, row.key, field);
    }
    if (level !== "aspect") this.paintOwner(element, row, level);
    this.paintComments(element, row.key);
    const open = part(element, "open");
    setAttribute(open, "tabindex", NARROW.matches ? 0 : -1);
    setAttribute(open, "aria-label", fill(gettext("Edit %(code)s"), { code }));
  }

  paintValue(value, field, row) {
    const text = this.textOf(field, row);
    setText(value, text || value.dataset.empty || "");
    setAttribute(value, "data-is-empty", !text);
  }

  textOf(field, row) {
    if (field === "maximum") return markText(row.maximum);
    if (field === "section") return row.section === null ? "" : String(row.section);
    if (field === "how") return this.howMarked(row);
    return row[field] ?? "";
  }

  /** A ladder by how much of it is written, a rule by its name. */
  howMarked(row) {
    if (row.kind === "J") return fill(gettext("0–3: %(count)s of 4 described"), { count: row.ladder.filter(Boolean).length });
    return this.editor.ruleName(row.calculation);
  }

  paintOwner(element, row, level) {
    const marks = this.editor.figures.marks[row.key];
    setText(part(element, "marks"), markText(marks ?? "0.00"));
    const folded = this.folded.has(row.key);
    setAttribute(element, "aria-expanded", String(!folded));
    const count = level === "criterion" ? row.sub_criteria.flatMap((sub) => sub.aspects).length : row.aspects.length;
    setText(part(element, "count"), fill(ngettext("%(count)s aspect", "%(count)s aspects", count), { count }));
  }

  paintFinding(cell, key, field) {
    const own = field === "how" ? ["ladder", "calculation"] : [field];
    const found = this.editor.findingsOf(key).filter((finding) => own.includes(finding.field));
    setAttribute(cell, "data-finding", found[0]?.severity);
    let words = part(cell, "finding");
    if (!found.length) return words?.remove();
    if (!words) {
      words = make("span", { className: "cell-finding" });
      words.dataset.part = "finding";
      cell.append(words);
    }
    setText(words, found.map((finding) => finding.message).join(" "));
    setAttribute(cell, "title", words.textContent);
  }

  paintComments(element, key) {
    const count = this.editor.openComments(key);
    const badge = part(element, "comments");
    setText(badge, count ? String(count) : "");
    setAttribute(badge, "hidden", !count);
    setAttribute(badge, "title", count ? fill(ngettext("%(count)s open comment", "%(count)s open comments", count), { count }) : null);
  }

  /** Let exactly the current cell be in the tab order. */
  rove() {
    const cell = this.cell(this.current.key, this.current.field);
    if (cell !== this.roving) {
      setAttribute(this.roving ?? null, "tabindex", -1);
      setAttribute(cell, "tabindex", 0);
      this.roving = cell;
    }
    if (this.lost) {
      const { key, field } = this.lost;
      this.lost = null;
      this.focus(key || this.current.key, field);
    }
  }

  /** @param {string} key @param {string} field @returns {HTMLElement|null} the cell, or the one that covers its column */
  cell(key, field) {
    const row = this.rows.get(key);
    if (!row) return null;
    const column = this.column(field);
    return [...row.cells].find((cell) => Number(cell.dataset.from) <= column && column <= Number(cell.dataset.to)) ?? row.cells[0];
  }

  column(field) {
    return { code: 0, kind: 1, name: 2, description: 2, extra: 3, requirement: 4, team: 4, section: 5, day: 5, how: 6, maximum: 7, acts: 8 }[field] ?? 0;
  }

  /** Move the focus to a cell; folds above it are opened. */
  focus(key, field = "code") {
    for (let place = this.content.place(key); place?.parent.key; place = this.content.place(place.parent.key)) this.folded.delete(place.parent.key);
    if (!this.rows.has(key)) {
      this.filter = { words: "", only: "" };
      this.editor.clearFilter();
      this.paint();
    }
    this.current = { key, field };
    this.rove();
    this.roving?.focus();
    this.roving?.scrollIntoView({ block: "nearest", inline: "nearest" });
  }

  entered(cell) {
    if (!cell || cell === this.roving) return;
    const field = cell.dataset.field;
    const covers = this.column(this.current.field) >= Number(cell.dataset.from) && this.column(this.current.field) <= Number(cell.dataset.to);
    const key = cell.closest("tr").dataset.key;
    this.current = { key, field: covers && key !== this.current.key ? this.current.field : field };
    this.rove();
  }

  clicked(event) {
    const target = /** @type {Element} */ (event.target);
    const key = target.closest("tr")?.dataset.key ?? "";
    if (target.closest("[data-part=fold]")) return this.fold(key);
    if (target.closest("[data-part=open]")) return this.editor.openRow(key);
    if (target.closest("input, select, textarea, .handle")) return;
    const cell = this.cellOf(target);
    if (!cell) return;
    if (NARROW.matches) return this.editor.openRow(key);
    if (cell.dataset.field === "how") return this.editor.openRow(key, "how");
    this.focus(key, cell.dataset.field);
  }

  /** @param {string} key @param {boolean} [fold] */
  fold(key, fold = !this.folded.has(key)) {
    if (fold) this.folded.add(key);
    else this.folded.delete(key);
    this.paint();
    this.focus(key, "code");
  }

  /**
   * Edit a cell in its place; what cannot be edited there opens the row's form.
   * @param {HTMLElement|null} cell
   * @param {string} [typed] a first letter that replaces what stands there
   */
  edit(cell, typed) {
    if (!cell) return;
    const key = cell.closest("tr").dataset.key;
    const { row, level } = this.content.place(key);
    const field = cell.dataset.field;
    const isOwners = level !== "aspect" && field === "maximum";
    if (["code", "acts", "how"].includes(field) || isOwners || NARROW.matches) return this.editor.openRow(key, field);
    editCell(this, cell, { key, field, value: row[field], typed });
  }

  /** Where the arrows lead: the cell `down` rows and `right` columns from the current one. */
  step(down, right) {
    const rows = [...this.body.rows];
    const at = rows.findIndex((row) => row.dataset.key === this.current.key);
    const row = rows[Math.max(0, Math.min(rows.length - 1, at + down))];
    if (!row) return;
    let field = this.current.field;
    if (right) {
      const cells = [...row.cells];
      const now = cells.indexOf(this.cell(row.dataset.key, field));
      field = cells[Math.max(0, Math.min(cells.length - 1, now + right))].dataset.field;
    }
    this.focus(row.dataset.key, field);
  }
}
