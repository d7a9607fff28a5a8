/**
 * How a measurement becomes a mark: the kind of rule, its figures, the rule in words, and a field to try it. The words
 * and the mark are the server's: nothing is reckoned here.
 */

import { make, part, setAttribute, setText } from "./paint.js";
import { send } from "./saver.js";
import { fill, gettext, markText } from "./words.js";

const WAIT = 250;
/** The lists of a rule and the figures of each of their lines. */
const LISTS = { choice: ["choices", ["label", "deduction"]], ranged_score: ["ranges", ["lower", "upper", "deduction"]], tolerance_table: ["rows", ["limit", "marks"]] };
/** Figures that stand by themselves, by kind. */
const FIGURES = {
  deduct_from_full: ["deduction"],
  add_from_zero: ["addition"],
  number_completed: ["possible"],
  regular_difference: ["target", "difference", "deduction"],
  tolerance_table: ["beyond"],
  ranged_score: ["target"],
  levels: ["highest"],
};
const UNITS = { deduct_from_full: "deduction_type", add_from_zero: "addition_type", choice: "deduction_type", ranged_score: "deduction_type", regular_difference: "deduction_type" };
const ALIASES = { pass_or_fail: "pass_fail", true_or_false: "pass_fail", regular_difference_deduction: "regular_difference" };

export class RuleForm {
  /** @param {RowForm} form */
  constructor(form) {
    this.form = form;
    this.root = part(form.dialog, "rule");
    this.kind = /** @type {HTMLSelectElement} */ (this.root.querySelector("#rule-kind"));
    this.root.addEventListener("change", (event) => this.changed(event));
    this.root.addEventListener("input", (event) => event.target.dataset.try !== undefined && this.ask());
    this.root.addEventListener("click", (event) => this.pressed(event));
  }

  get address() {
    return this.form.editor.page.addresses.rule;
  }

  /** @param {any} calculation */
  fillIn(calculation) {
    this.calculation = calculation;
    const own = (calculation?.rule ?? calculation?.type ?? "pass_fail").toLowerCase().replaceAll("-", "_");
    this.kind.value = ALIASES[own] ?? own;
    this.show();
    for (const input of this.root.querySelectorAll("[data-figure]")) input.value = markText(calculation?.[input.dataset.figure] ?? "").replace("–", "");
    const unit = UNITS[this.kind.value];
    this.root.querySelector("[data-unit]").value = (unit && calculation?.[unit]) || "UNIT";
    this.root.querySelector("[data-steps]").value = calculation?.steps ?? "whole";
    this.root.querySelector("[data-zero]").checked = Boolean(calculation?.reason_for_zero);
    this.fillList();
    this.root.querySelector("[data-try=observation]").value = "";
    this.ask();
  }

  /** Show the fields of the kind that is chosen. */
  show() {
    const kind = this.kind.value;
    for (const input of this.root.querySelectorAll("[data-figure]")) input.closest(".field").hidden = !(FIGURES[kind] ?? []).includes(input.dataset.figure);
    this.root.querySelector("[data-unit]").closest(".field").hidden = !UNITS[kind];
    this.root.querySelector("[data-steps]").closest(".field").hidden = kind !== "regular_difference";
    this.root.querySelector("[data-zero]").closest(".field").hidden = kind !== "manual";
    part(this.root, "list").hidden = !LISTS[kind];
  }

  fillList() {
    const [name, columns] = LISTS[this.kind.value] ?? [];
    if (!name) return;
    const lines = this.calculation?.[name]?.length ? this.calculation[name] : [{}, {}];
    part(this.root, "lines").replaceChildren(...lines.map((line) => this.line(columns, line)));
  }

  /** @param {string[]} columns @param {Record<string, string>} values */
  line(columns, values) {
    const labels = { label: gettext("Choice"), deduction: gettext("Takes"), lower: gettext("From"), upper: gettext("To"), limit: gettext("Difference up to"), marks: gettext("Marks") };
    const fields = columns.map((column) => {
      const input = make("input", { type: "text", value: column === "label" ? (values[column] ?? "") : markText(values[column] ?? "").replace("–", ""), autocomplete: "off" });
      input.dataset.column = column;
      if (column !== "label") input.inputMode = "decimal";
      return make("label", { className: "rule-cell" }, [make("span", { className: "small", textContent: labels[column] }), input]);
    });
    const gone = make("button", { type: "button", className: "button button-quiet button-small", textContent: "×" });
    gone.setAttribute("aria-label", gettext("Remove this line"));
    gone.dataset.ruleAct = "less";
    return make("li", { className: "rule-line" }, [...fields, gone]);
  }

  changed(event) {
    event.stopPropagation();
    if (event.target.dataset.try !== undefined) return this.ask();
    if (event.target === this.kind) {
      this.calculation = this.calculation && { ...this.calculation, rule: this.kind.value };
      this.show();
      this.fillList();
    }
    this.save();
  }

  pressed(event) {
    const act = event.target.closest?.("[data-rule-act]")?.dataset.ruleAct;
    if (act === "more") {
      const line = this.line(LISTS[this.kind.value][1], {});
      part(this.root, "lines").append(line);
      line.querySelector("input").focus();
    }
    if (act === "less") {
      event.target.closest("li").remove();
      this.save();
    }
  }

  /** @returns {any} the rule as it is kept; None is full or zero */
  read() {
    const kind = this.kind.value;
    if (kind === "pass_fail") return null;
    const rule = { rule: kind };
    const typed = (input) => input.value.trim().replace(",", ".");
    for (const name of FIGURES[kind] ?? []) rule[name] = typed(this.root.querySelector(`[data-figure="${name}"]`)) || null;
    if (UNITS[kind]) rule[UNITS[kind]] = this.root.querySelector("[data-unit]").value;
    if (kind === "regular_difference") Object.assign(rule, { difference_type: this.calculation?.difference_type ?? "UNIT", steps: this.root.querySelector("[data-steps]").value });
    if (kind === "manual") rule.reason_for_zero = this.root.querySelector("[data-zero]").checked;
    const [name, columns] = LISTS[kind] ?? [];
    if (name) rule[name] = this.lines(columns);
    return rule;
  }

  lines(columns) {
    const typed = (item, column) => item.querySelector(`[data-column="${column}"]`).value.trim();
    const line = (item) => Object.fromEntries(columns.map((column) => [column, column === "label" ? typed(item, column) : typed(item, column).replace(",", ".") || null]));
    return [...part(this.root, "lines").children].map(line).filter((one) => Object.values(one).some(Boolean));
  }

  save() {
    const rule = this.read();
    this.calculation = rule;
    this.form.editor.set(this.form.key, "calculation", rule);
    this.form.fillRemarks();
    this.ask();
  }

  /** Ask the server for the words of the rule and, where something was observed, for the mark; once for many keys. */
  ask() {
    window.clearTimeout(this.timer);
    this.timer = window.setTimeout(() => this.asked(), WAIT);
  }

  async asked() {
    const { row } = this.form.place ?? {};
    if (!row || row.kind === "J") return;
    const observed = (name) => this.root.querySelector(`[data-try="${name}"]`).value;
    const observation = this.asks === "yes_no" ? observed("yes_no") : observed("observation");
    const body = { calculation: this.read(), maximum: row.maximum, observation, reason: observed("reason") };
    const mine = (this.question = {});
    const answer = await send(this.address, body).catch(() => null);
    const said = await answer?.json().catch(() => null);
    if (mine === this.question) this.answered(answer, said);
  }

  answered(answer, said) {
    const words = part(this.root, "words");
    setAttribute(words, "data-wrong", !answer?.ok || !said.words);
    if (!answer?.ok) return setText(words, said?.message ?? gettext("Offline: the rule cannot be tried now."));
    if (said.asks && said.asks !== this.asks) this.askFor(said.asks);
    setText(words, said.words ?? said.problem);
    const result = said.mark ? fill(gettext("%(mark)s of %(maximum)s"), { mark: markText(said.mark), maximum: markText(said.maximum) }) : "";
    setText(part(this.root, "result"), result);
    setText(part(this.root, "how"), said.how ?? (said.words ? said.problem : "") ?? "");
  }

  /** Show the field for what this rule asks to be observed. @param {string} asks */
  askFor(asks) {
    this.asks = asks;
    for (const element of this.root.querySelectorAll("[data-asks]")) element.hidden = !element.dataset.asks.split(" ").includes(asks);
  }
}
