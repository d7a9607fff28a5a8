/** What stands above and beside the rows of the sheet: people, totals, and what is missing. */

import { isDone } from "./marks.js";
import { field, follow, setAttribute, setText, show } from "./paint.js";
import { fill, gettext, markText, ngettext } from "./words.js";

/** @typedef {import("./protocol.js").Person} Person */

/**
 * @param {number} count
 */
const missingText = (count) => (count ? fill(ngettext("%(count)s missing", "%(count)s missing", count), { count }) : "");

/**
 * @param {MarkingSheet} sheet
 * @param {Person[]} people
 */
export function paintTabs(sheet, people) {
  const template = /** @type {HTMLTemplateElement} */ (document.getElementById("sheet-tab"));
  const current = sheet.mode === "competitor" ? sheet.competitor : sheet.current?.competitor;
  follow(field(sheet, "tabs"), template, people, (person) => person.id).forEach((tab, index) => {
    const person = people[index];
    const totals = sheet.session.state.totals[person.id];
    const [marked, of] = [totals?.marked ?? 0, totals?.of ?? sheet.sheetRows.length];
    setText(field(tab, "number"), String(person.number));
    setText(field(tab, "name"), person.name);
    setText(field(tab, "count"), `${marked}/${of}`);
    field(tab, "bar").style.inlineSize = `${of ? (100 * marked) / of : 0}%`;
    setAttribute(tab.firstElementChild, "aria-current", person.id === current ? "true" : null);
    setAttribute(tab, "data-complete", of > 0 && marked === of);
  });
}

/** @param {MarkingSheet} sheet */
export function paintHead(sheet) {
  const done = sheet.rows.filter((row) => isDone(row.shown)).length;
  const mine = sheet.rows.filter((row) => sheet.waitsForMe(row)).length;
  const text = mine
    ? gettext("%(done)s of %(all)s marked, %(mine)s wait for you")
    : gettext("%(done)s of %(all)s marked, nothing waits for you");
  setText(field(sheet, "who-count"), fill(text, { done, all: sheet.rows.length, mine }));
  const isColumn = sheet.mode === "aspect";
  const totals = sheet.session.state.totals[sheet.competitor];
  const person = sheet.competitors.find((other) => other.id === sheet.competitor);
  setText(field(sheet, "who-name"), isColumn ? sheet.column.code : (person?.name ?? ""));
  setText(field(sheet, "who-total"), isColumn ? `${done}` : markText(totals?.marked ? totals.total : null));
  show(field(sheet, "who-maximum"), !isColumn);
  show(field(sheet, "who-people"), isColumn);
  setText(field(sheet, "who-people"), `/ ${sheet.rows.length}`);
  show(field(sheet, "all-done"), done === sheet.rows.length && sheet.onlyMissing);
}

/**
 * The parts of the sheet, with what each has and lacks.
 * @param {MarkingSheet} sheet
 */
export function paintParts(sheet) {
  const totals = sheet.session.state.totals[sheet.competitor]?.sub_criteria ?? {};
  for (const part of sheet.querySelectorAll("[data-part].sheet-part")) {
    const code = part.dataset.part;
    const rows = sheet.sheetRows.filter((row) => row.part === code);
    const done = rows.filter((row) => isDone(row.shown)).length;
    setText(field(part, "part-total"), markText(done ? (totals[code] ?? null) : null));
    setText(field(part, "part-missing"), missingText(rows.length - done));
    show(part, rows.some((row) => !row.element.hidden));
    const link = sheet.querySelector(`[data-nav="${CSS.escape(code)}"]`);
    setText(field(link, "count"), `${done}/${rows.length}`);
    setAttribute(link, "data-complete", done === rows.length);
  }
}

/**
 * The last actions, the newest first, and whether there is one to undo.
 * @param {MarkingSheet} sheet
 */
export function paintActions(sheet) {
  const { actions } = sheet.undoList;
  const newest = actions.slice(-5).reverse();
  const list = field(sheet, "actions");
  const lines = newest.map(({ words, overtaken }) => (overtaken ? `${words} (${gettext("changed by another judge")})` : words));
  if (lines.join("\n") !== list.dataset.lines) {
    list.dataset.lines = lines.join("\n");
    list.replaceChildren(...lines.map((line) => Object.assign(document.createElement("li"), { textContent: line })));
  }
  setText(field(sheet, "last-action"), lines[0] ?? "");
  show(field(sheet, "actions-part"), actions.length > 0);
  setAttribute(sheet.querySelector("[data-action=undo]"), "aria-disabled", actions.length ? null : "true");
}

/**
 * Show in the list of sub-criteria which one is being read.
 * @param {MarkingSheet} sheet
 */
export function followScroll(sheet) {
  const watcher = new IntersectionObserver(
    (entries) => {
      for (const entry of entries) {
        const link = sheet.querySelector(`[data-nav="${CSS.escape(entry.target.dataset.part)}"]`);
        setAttribute(link, "aria-current", entry.isIntersecting ? "true" : null);
      }
    },
    { rootMargin: "-30% 0px -60% 0px" },
  );
  for (const part of sheet.querySelectorAll(".sheet-part")) watcher.observe(part);
}
