/** One aspect, all competitors below each other: the way juries often work. Its rows are the sheet's own, copied. */

import { field, setText } from "./paint.js";
import { AspectRow } from "./sheet-aspect.js";
import { fill, gettext } from "./words.js";

/** What a copy must not keep of the row that it was made from. */
const LEFT = ["data-conflict", "data-waiting", "hidden"];

/**
 * Give every id in the copy an ending, and what points to it the same.
 * @param {Element} copy
 * @param {string} ending
 */
function renamed(copy, ending) {
  for (const element of [copy, ...copy.querySelectorAll("[id], [for], [aria-controls]")]) {
    for (const name of ["id", "for", "aria-controls", "aria-describedby"]) {
      const known = element.getAttribute(name);
      if (known) element.setAttribute(name, `${known}-${ending}`);
    }
  }
}

/**
 * A row of the sheet without the words that stand above the column, for one competitor.
 * @param {HTMLElement} source
 * @param {import("./protocol.js").Person} person
 */
function copied(source, person) {
  const copy = /** @type {HTMLElement} */ (source.cloneNode(true));
  renamed(copy, `of-${person.number}`);
  for (const name of LEFT) copy.removeAttribute(name);
  copy.querySelector(".conflict")?.remove();
  copy.querySelector(".aspect-rule")?.remove();
  for (const list of copy.querySelectorAll(".notes-list")) list.replaceChildren();
  copy.querySelector(".aspect-words").replaceChildren(heading());
  return copy;
}

function heading() {
  const words = document.createElement("p");
  words.className = "column-who";
  for (const name of ["column-number", "column-name", "column-total"]) {
    const part = document.createElement("span");
    part.className = name === "column-name" ? name : `${name} figures`;
    part.dataset.field = name;
    words.append(part);
  }
  return words;
}

export class Column {
  /**
   * @param {HTMLElement} element the part of the page that shows it
   * @param {(element: HTMLElement) => AspectRow} makeRow
   */
  constructor(element, makeRow) {
    this.element = element;
    this.makeRow = makeRow;
    /** @type {AspectRow[]} */
    this.rows = [];
    this.aspect = 0;
  }

  /**
   * Show this aspect; rows that are there stay, so that nothing that is being typed is lost.
   * @param {AspectRow} source the row of the sheet
   * @param {import("./protocol.js").Person[]} people
   */
  build(source, people) {
    if (source.aspect !== this.aspect) this.begin(source);
    const known = new Map(this.rows.map((row) => [row.competitor, row]));
    for (const row of this.rows) if (!people.some((person) => person.id === row.competitor)) row.element.remove();
    this.rows = people.map((person) => known.get(person.id) ?? this.added(source, person));
    const list = field(this.element, "column-rows");
    this.rows.forEach((row, index) => {
      if (list.children[index] !== row.element) list.insertBefore(row.element, list.children[index] ?? null);
    });
  }

  /** @param {AspectRow} source */
  begin(source) {
    this.aspect = source.aspect;
    this.rows = [];
    field(this.element, "column-rows").replaceChildren();
    const head = field(this.element, "column-words");
    const words = source.element.querySelector(".aspect-words").cloneNode(true);
    const rule = source.element.querySelector(".aspect-rule")?.cloneNode(true);
    head.replaceChildren(words, ...(rule ? [rule] : []), ...this.ladder(source));
  }

  /**
   * The words of the four scores, once for all competitors.
   * @param {AspectRow} source
   */
  ladder(source) {
    if (source.kind !== "J") return [];
    const list = document.createElement("dl");
    list.className = "column-ladder";
    for (const button of source.element.querySelectorAll("[data-score]")) {
      const [score, words] = ["dt", "dd"].map((name) => document.createElement(name));
      setText(score, button.dataset.score);
      setText(words, button.querySelector(".score-button-words").textContent);
      const pair = document.createElement("div");
      pair.append(score, words);
      list.append(pair);
    }
    return [list];
  }

  /**
   * @param {AspectRow} source
   * @param {import("./protocol.js").Person} person
   */
  added(source, person) {
    const row = this.makeRow(copied(source.element, person));
    row.competitor = person.id;
    row.restore(null);
    row.notes?.leave();
    return row;
  }

  /**
   * @param {import("./protocol.js").Person[]} people
   * @param {(competitor: string) => string} totalText
   */
  paintNames(people, totalText) {
    this.rows.forEach((row, index) => {
      const { number, name, id } = people[index];
      setText(field(row.element, "column-number"), String(number));
      setText(field(row.element, "column-name"), name);
      setText(field(row.element, "column-total"), fill(gettext("Total: %(total)s"), { total: totalText(id) }));
      row.element.setAttribute("aria-label", `${row.element.dataset.code}, ${name}`);
    });
  }
}
