/** One row as a plain form in a dialog: every field, the ladder or the rule, comments, and what can be done with it. */

import { valueOf } from "./cell.js";
import { LadderPicker } from "./ladders.js";
import { make, part, setAttribute, setText } from "./paint.js";
import { RuleForm } from "./rule-form.js";
import { fill, gettext, markText } from "./words.js";

export class RowForm {
  /** @param {SchemeEditor} editor */
  constructor(editor) {
    this.editor = editor;
    this.dialog = /** @type {HTMLDialogElement} */ (document.getElementById("row-form"));
    this.key = "";
    this.rule = new RuleForm(this);
    this.ladders = new LadderPicker(this);
    this.dialog.addEventListener("change", (event) => this.changed(event.target));
    this.dialog.addEventListener("click", (event) => this.pressed(event));
    this.dialog.addEventListener("close", () => this.closed());
    this.dialog.querySelector("[data-part=comment-form]").addEventListener("submit", (event) => this.send(event));
  }

  get place() {
    return this.editor.content.place(this.key);
  }

  /** @param {string} key @param {string} [field] the field that gets the focus */
  open(key, field = "") {
    this.key = key;
    this.fillIn();
    if (!this.dialog.open) this.dialog.showModal();
    this.first(field)?.focus();
    this.dialog.scrollTop = 0;
  }

  first(field) {
    const { level, row } = this.place;
    const wanted = field === "how" ? (row.kind === "J" ? "ladder" : "rule") : field;
    const shown = (element) => element && !element.closest("[hidden]");
    if (wanted === "ladder") return this.dialog.querySelector("[data-ladder='0']");
    if (wanted === "rule") return this.dialog.querySelector("#rule-kind");
    const found = wanted && this.dialog.querySelector(`[data-set="${wanted}"]`);
    return shown(found) ? found : this.dialog.querySelector(level === "aspect" ? "[data-set=description]" : "[data-set=name]");
  }

  fillIn() {
    const { row, level, code } = this.place;
    setText(this.dialog.querySelector(".dialog-title"), fill({ aspect: gettext("Aspect %(code)s"), sub_criterion: gettext("Sub-criterion %(code)s"), criterion: gettext("Criterion %(code)s") }[level], { code }));
    for (const element of this.dialog.querySelectorAll("[data-for]")) element.hidden = !element.dataset.for.split(" ").includes(level);
    this.fillSections();
    for (const input of this.dialog.querySelectorAll("[data-set]")) this.fillField(input, row);
    if (level === "aspect") this.fillKind(row);
    this.fillRemarks();
    this.fillComments();
  }

  fillField(input, row) {
    const field = input.dataset.set;
    if (!(field in row)) return;
    if (input.type === "radio") input.checked = input.value === row[field];
    else input.value = field === "maximum" ? markText(row.maximum) : String(row[field] ?? "");
  }

  fillSections() {
    const select = this.dialog.querySelector("select[data-set=section]");
    const { sections } = this.editor.content.data;
    const own = this.place.row.section;
    const known = sections.some(([number]) => number === own);
    const rest = own === null || own === undefined || known ? [] : [[own, ""]];
    const options = [...sections, ...rest].map(([number, name]) => make("option", { value: String(number), textContent: `${number} ${name}`.trim() }));
    select.replaceChildren(make("option", { value: "", textContent: gettext("No section") }), ...options);
  }

  fillKind(row) {
    const judged = row.kind === "J";
    part(this.dialog, "ladder").hidden = !judged;
    part(this.dialog, "rule").hidden = judged;
    for (const input of this.dialog.querySelectorAll("[data-ladder]")) input.value = row.ladder[Number(input.dataset.ladder)];
    if (!judged) this.rule.fillIn(row.calculation);
  }

  fillRemarks() {
    const found = this.editor.findingsOf(this.key);
    for (const element of this.dialog.querySelectorAll("[data-remark]")) {
      const own = found.filter((finding) => finding.field === element.dataset.remark);
      setText(element, own.map((finding) => finding.message).join(" "));
      setAttribute(element, "data-severity", own[0]?.severity);
    }
  }

  /** @param {EventTarget|null} target */
  changed(target) {
    if (!(target instanceof HTMLElement) || !this.place) return;
    const { row } = this.place;
    if (target.dataset.ladder) {
      const ladder = row.ladder.map((text, score) => (String(score) === target.dataset.ladder ? target.value.trim() : text));
      this.editor.set(this.key, "ladder", ladder);
    } else if (target.dataset.set) this.setField(target, target.dataset.set);
    this.fillRemarks();
  }

  setField(input, field) {
    const value = valueOf(field, input.value);
    const wrong = field === "maximum" && value === null;
    input.setCustomValidity(wrong ? gettext("Write a mark such as 0.50, with at most two decimals.") : "");
    setAttribute(input, "aria-invalid", wrong && "true");
    if (wrong) return input.reportValidity();
    this.editor.set(this.key, field, value);
    if (field === "kind") this.fillIn();
    if (field === "maximum") input.value = markText(value);
  }

  /** @param {MouseEvent} event */
  pressed(event) {
    const button = event.target instanceof Element ? event.target.closest("[data-row-act]") : null;
    if (!button) return;
    const { editor, key } = this;
    const leave = (act) => () => {
      this.dialog.close();
      act();
    };
    const stay = (act) => () => {
      act();
      this.fillIn();
    };
    ({
      up: stay(() => editor.shift(key, -1)),
      down: stay(() => editor.shift(key, 1)),
      duplicate: leave(() => editor.duplicate(key)),
      remove: leave(() => editor.remove(key)),
      below: leave(() => editor.addAspect(key)),
      library: () => this.ladders.open(),
      keep: () => this.ladders.keep(),
      previous: () => this.turn(-1),
      next: () => this.turn(1),
      resolve: () => this.resolve(button.closest("[data-comment]")),
    })[button.dataset.rowAct]?.();
  }

  /** Show the row above or below. */
  turn(step) {
    const all = this.editor.content.all();
    const next = all[all.findIndex(({ row }) => row.key === this.key) + step];
    if (next) this.open(next.row.key);
  }

  closed() {
    if (this.place) this.editor.grid.focus(this.key, this.editor.grid.current.key === this.key ? this.editor.grid.current.field : "code");
  }

  fillComments() {
    const own = this.editor.comments.filter((comment) => comment.row === this.key);
    part(this.dialog, "comments").replaceChildren(...own.map((comment) => this.commentItem(comment)));
  }

  commentItem(comment) {
    const time = make("time", { dateTime: comment.at, textContent: comment.at.slice(0, 16).replace("T", " ") });
    const words = comment.resolved ? fill(gettext("resolved by %(who)s"), { who: comment.resolved_by }) : "";
    const head = make("p", { className: "comment-head small" }, [make("strong", { textContent: comment.author }), " ", time, words && ` · ${words}`].filter(Boolean));
    const button = make("button", { type: "button", className: "button button-quiet button-small", textContent: comment.resolved ? gettext("Open again") : gettext("Resolve") });
    button.dataset.rowAct = "resolve";
    const item = make("li", { className: "comment" }, [head, make("p", { textContent: comment.text, className: "comment-text" }), button]);
    item.dataset.comment = comment.id;
    setAttribute(item, "data-resolved", comment.resolved);
    return item;
  }

  async resolve(item) {
    const { editor } = this;
    const comment = editor.comments.find((one) => one.id === item.dataset.comment);
    if (await editor.comment({ id: comment.id, resolved: !comment.resolved })) this.fillComments();
  }

  /** @param {SubmitEvent} event */
  async send(event) {
    event.preventDefault();
    const field = this.dialog.querySelector("[data-part=comment-text]");
    if (!field.value.trim()) return field.focus();
    if (!(await this.editor.comment({ row: this.key, text: field.value }))) return;
    field.value = "";
    this.fillComments();
    field.focus();
  }
}
