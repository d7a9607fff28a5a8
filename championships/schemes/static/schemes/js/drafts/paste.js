/** Rows from a spreadsheet: pasted, understood by the server, shown, corrected where need be, and only then inserted. */

import { make, part, setAttribute, setText } from "./paint.js";
import { send } from "./saver.js";
import { fill, gettext, markText, newKey, ngettext } from "./words.js";

const WAIT = 250;
const MOST_SHOWN = 300;

export class PasteDialog {
  /** @param {SchemeEditor} editor */
  constructor(editor) {
    this.editor = editor;
    this.dialog = /** @type {HTMLDialogElement} */ (document.getElementById("paste-dialog"));
    this.field = /** @type {HTMLTextAreaElement} */ (this.dialog.querySelector("[data-part=text]"));
    this.insert = this.dialog.querySelector("[data-part=insert]");
    this.roles = JSON.parse(document.getElementById("paste-roles").textContent);
    this.field.addEventListener("input", () => this.soon(null));
    this.dialog.addEventListener("change", (event) => event.target.dataset.role !== undefined && this.chosen());
    this.insert.addEventListener("click", () => this.done());
  }

  /** @param {string} text */
  open(text) {
    this.field.value = text;
    this.show(null);
    this.dialog.showModal();
    (text ? this.insert : this.field).focus();
    if (text) this.ask(null);
  }

  /** @param {string[]|null} columns */
  soon(columns) {
    window.clearTimeout(this.timer);
    this.timer = window.setTimeout(() => this.ask(columns), WAIT);
  }

  chosen() {
    this.ask([...this.dialog.querySelectorAll("[data-role]")].map((select) => select.value));
  }

  /** Where the rows go: after the row in which the reader stands. */
  target() {
    const [criterion, sub, aspect] = this.editor.lineage(this.editor.grid.current.key);
    return {
      criterion: criterion?.row.key ?? null,
      criterion_at: criterion ? criterion.at + 1 : null,
      sub: sub?.row.key ?? null,
      sub_at: sub ? sub.at + 1 : null,
      at: aspect ? aspect.at + 1 : (sub?.row.aspects.length ?? 0),
    };
  }

  async ask(columns) {
    if (!this.field.value.trim()) return this.show(null);
    const mine = (this.question = {});
    const body = { text: this.field.value, columns, target: this.target(), fresh: newKey() };
    const answer = await send(this.editor.page.addresses.paste, body).catch(() => null);
    const said = await answer?.json().catch(() => null);
    if (mine !== this.question) return;
    if (answer?.ok && !said.problem) this.show(said);
    else this.show(null, said?.problem ?? said?.message ?? gettext("Offline: the rows cannot be read now. They stay here."));
  }

  /** @param {any} said what the server understood @param {string} [problem] */
  show(said, problem = "") {
    this.said = said;
    const rows = said?.groups.flatMap((group) => group.aspects) ?? [];
    setAttribute(this.insert, "disabled", !rows.length);
    setText(part(this.dialog, "problem"), problem);
    const words = said ? fill(ngettext("%(count)s aspect was understood.", "%(count)s aspects were understood.", rows.length), { count: rows.length }) : "";
    setText(part(this.dialog, "understood"), words + (said?.headings ? ` ${gettext("The first row was taken as headings.")}` : ""));
    setAttribute(part(this.dialog, "preview"), "hidden", !said);
    part(this.dialog, "remarks").replaceChildren(...(said?.remarks ?? []).map(({ line, message }) => make("li", { textContent: fill(gettext("Row %(line)s: %(message)s"), { line, message }) })));
    if (said) this.paint(said);
  }

  paint(said) {
    part(this.dialog, "columns").replaceChildren(...said.columns.map((role, at) => this.column(role, at)));
    const lines = said.groups.flatMap((group) => [...(group.code ? [this.groupLine(group)] : []), ...group.aspects.map((aspect) => this.line(aspect))]);
    part(this.dialog, "rows").replaceChildren(...lines.slice(0, MOST_SHOWN));
  }

  column(role, at) {
    const select = make("select", {}, this.roles.map(([value, name]) => make("option", { value, textContent: name })));
    select.value = role;
    select.dataset.role = "";
    return make("label", { className: "paste-column" }, [make("span", { className: "small", textContent: fill(gettext("Column %(number)s"), { number: at + 1 }) }), select]);
  }

  groupLine(group) {
    const words = [group.code === "?" ? "" : group.code, group.name].filter(Boolean).join(" ");
    return make("tr", { className: "paste-group" }, [make("th", { colSpan: 5, scope: "rowgroup", textContent: words })]);
  }

  line(aspect) {
    const described = aspect.ladder.filter(Boolean).length;
    const more = [aspect.extra, aspect.requirement, described ? fill(gettext("0–3: %(count)s of 4 described"), { count: described }) : ""].filter(Boolean).join(" · ");
    const cells = [aspect.kind, aspect.description, more, aspect.section ?? "", markText(aspect.maximum)];
    return make("tr", {}, cells.map((text, at) => make("td", { textContent: String(text), className: at > 2 ? "number" : "" })));
  }

  done() {
    if (!this.said) return;
    const { places } = this.said;
    this.dialog.close();
    if (!this.editor.perform({ type: "paste", places })) return;
    this.editor.grid.focus(places[0].row.key, "code");
    this.editor.say(gettext("The rows were inserted. Ctrl+Z takes them back."), true);
  }
}
