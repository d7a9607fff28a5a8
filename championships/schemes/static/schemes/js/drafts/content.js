/**
 * A draft in the browser. It takes the same commands as the server (`championships/schemes/drafting.py`), so that an
 * edit is on the screen before it is saved; the server checks everything again, and only it adds up marks.
 *
 * @typedef {Record<string, any> & {key: string}} Row
 * @typedef {{type: string} & Record<string, any>} Command
 * @typedef {{row: Row, level: "criterion"|"sub_criterion"|"aspect", parent: any, siblings: Row[], at: number, code: string}} Place
 */

import { newKey } from "./words.js";

const CHILDREN = { scheme: "criteria", criterion: "sub_criteria", sub_criterion: "aspects" };
const BELOW = { scheme: "criterion", criterion: "sub_criterion", sub_criterion: "aspect" };
const INSERTING = new Set(["add", "paste", "duplicate", "put_back"]);

/** A command that does not fit the draft as it is. */
export class Misfit extends Error {}

/** @param {Row} row @param {string} level @returns {Row[]} */
export const childrenOf = (row, level) => row[CHILDREN[level]] ?? [];

export class Content {
  /** @param {any} data */
  constructor(data) {
    this.data = data;
    /** @type {Map<string, Place>} in the order of reading */
    this.places = new Map();
    this.note();
  }

  /** Note where each row stands and the code that follows from it. */
  note() {
    this.places.clear();
    this.data.criteria.forEach((criterion, at) => {
      const letter = String.fromCharCode(65 + at);
      this.places.set(criterion.key, { row: criterion, level: "criterion", parent: this.data, siblings: this.data.criteria, at, code: letter });
      criterion.sub_criteria.forEach((sub, number) => this.noteSub(criterion, sub, number, `${letter}${number + 1}`));
    });
  }

  noteSub(criterion, sub, at, code) {
    this.places.set(sub.key, { row: sub, level: "sub_criterion", parent: criterion, siblings: criterion.sub_criteria, at, code });
    const running = { M: 0, J: 0 };
    sub.aspects.forEach((row, number) => {
      running[row.kind] += 1;
      const own = `${code}.${row.kind}${running[row.kind]}`;
      this.places.set(row.key, { row, level: "aspect", parent: sub, siblings: sub.aspects, at: number, code: own });
    });
  }

  /** @param {string} key @returns {Place|undefined} */
  place(key) {
    return this.places.get(key);
  }

  /** @param {string} key @returns {string} */
  code(key) {
    return this.places.get(key)?.code ?? "";
  }

  /** Every place, in the order of reading. */
  all() {
    return [...this.places.values()];
  }

  /**
   * Carry a command out and return the one that takes it back.
   * @param {Command} command
   * @returns {Command}
   */
  apply(command) {
    const inverse = INSERTING.has(command.type) ? this.insert(command) : this[command.type](command);
    this.note();
    return inverse;
  }

  /** @param {string} key */
  need(key) {
    const place = this.places.get(key);
    if (!place) throw new Misfit("missing");
    return place;
  }

  /** @param {string} key @returns {{row: any, level: string}} */
  owner(key) {
    return key === "" ? { row: this.data, level: "scheme" } : this.need(key);
  }

  insert(command) {
    const keys = [];
    for (const { parent, at, row } of command.places) {
      if (this.places.has(row.key)) throw new Misfit("exists");
      const { row: owner, level } = this.owner(parent);
      const siblings = owner[CHILDREN[level]];
      siblings.splice(at ?? siblings.length, 0, structuredClone(row));
      keys.push(row.key);
      this.note();
    }
    return { type: "remove", keys };
  }

  remove(command) {
    const places = [];
    for (const key of command.keys) {
      const { row, parent, siblings, at } = this.need(key);
      siblings.splice(at, 1);
      places.unshift({ parent: parent.key ?? "", at, row: structuredClone(row) });
      this.note();
    }
    return { type: "put_back", places };
  }

  move(command) {
    const place = this.need(command.key);
    const { row: owner, level } = this.owner(command.parent);
    if (BELOW[level] !== place.level) throw new Misfit("level");
    const back = { type: "move", key: command.key, parent: place.parent.key ?? "", at: place.at };
    place.siblings.splice(place.at, 1);
    const siblings = owner[CHILDREN[level]];
    siblings.splice(command.at ?? siblings.length, 0, place.row);
    return back;
  }

  set(command) {
    const { row } = this.owner(command.key);
    const back = { type: "set", key: command.key, field: command.field, value: row[command.field] };
    row[command.field] = structuredClone(command.value);
    return back;
  }
}

/**
 * Whether two values of a draft are the same; the order of names in a rule does not count, because a database may
 * give them back in another one.
 * @param {any} one
 * @param {any} other
 * @returns {boolean}
 */
export function same(one, other) {
  if (one === other || !one || !other || typeof one !== "object" || typeof other !== "object") return one === other;
  const names = Object.keys(one);
  return names.length === Object.keys(other).length && names.every((name) => same(one[name], other[name]));
}

/**
 * A copy of a row with everything below it, under keys that begin with `fresh`.
 * @param {Row} row
 * @param {string} level
 * @param {string} fresh
 */
export function copyOf(row, level, fresh) {
  let number = 0;
  const renamed = (one, at) => {
    const copy = { ...structuredClone(one), key: number ? `${fresh}-${number}` : fresh };
    number += 1;
    if (at in CHILDREN) copy[CHILDREN[at]] = childrenOf(one, at).map((child) => renamed(child, BELOW[at]));
    return copy;
  };
  return renamed(row, level);
}

/** @param {"criterion"|"sub_criterion"|"aspect"} level @param {Record<string, any>} [said] */
export function newRow(level, said = {}) {
  const key = newKey();
  if (level === "criterion") return { key, name: "", sub_criteria: [], ...said };
  if (level === "sub_criterion") return { key, name: "", day: "", team: "", aspects: [], ...said };
  const texts = { description: "", extra: "", requirement: "", ladder: ["", "", "", ""] };
  return { key, kind: "M", maximum: "0.00", section: null, calculation: null, ...texts, ...said };
}

