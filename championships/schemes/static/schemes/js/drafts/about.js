/** What belongs to the scheme as a whole: title, skill, and the standards sections with their declared marks. */

import { make, part } from "./paint.js";
import { gettext, markText, typedMark } from "./words.js";

export class AboutDialog {
  /** @param {SchemeEditor} editor */
  constructor(editor) {
    this.editor = editor;
    this.dialog = /** @type {HTMLDialogElement} */ (document.getElementById("about-dialog"));
    this.lines = part(this.dialog, "lines");
    this.dialog.addEventListener("change", (event) => this.changed(event.target));
    this.dialog.addEventListener("click", (event) => this.pressed(event));
  }

  open() {
    const { data } = this.editor.content;
    for (const input of this.dialog.querySelectorAll("[data-set]")) input.value = data[input.dataset.set];
    this.lines.replaceChildren(...data.sections.map((section) => this.line(section)));
    this.dialog.showModal();
  }

  line([number, name, declared]) {
    const field = (label, value, column, mode) => {
      const input = make("input", { type: "text", value, inputMode: mode, autocomplete: "off" });
      input.dataset.column = column;
      return make("label", { className: "rule-cell" }, [make("span", { className: "small", textContent: label }), input]);
    };
    const gone = make("button", { type: "button", className: "button button-quiet button-small", textContent: "×" });
    gone.setAttribute("aria-label", gettext("Remove this section"));
    gone.dataset.sectionAct = "less";
    const marks = declared === null ? "" : markText(declared);
    const fields = [field(gettext("Number"), String(number), "number", "numeric"), field(gettext("Name"), name, "name", "text"), field(gettext("Marks"), marks, "marks", "decimal")];
    return make("li", { className: "rule-line section-line" }, [...fields, gone]);
  }

  changed(target) {
    if (target.dataset.set) this.editor.set("", target.dataset.set, target.value.trim());
    else if (target.dataset.column) this.save();
  }

  pressed(event) {
    const act = event.target.closest?.("[data-section-act]")?.dataset.sectionAct;
    if (act === "more") {
      const numbers = this.editor.content.data.sections.map(([number]) => number);
      const line = this.line([Math.max(0, ...numbers) + 1, "", null]);
      this.lines.append(line);
      this.save();
      line.querySelector("[data-column=name]").focus();
    }
    if (act === "less") {
      event.target.closest("li").remove();
      this.save();
    }
  }

  /** Keep all sections, unless one of them cannot be kept yet: then its field says why. */
  save() {
    const sections = [];
    for (const item of this.lines.children) {
      const section = this.read(item, new Set(sections.map(([number]) => number)));
      if (!section) return;
      sections.push(section);
    }
    this.editor.set("", "sections", sections);
  }

  read(item, taken) {
    const input = (column) => item.querySelector(`[data-column=${column}]`);
    const number = Number(input("number").value.trim());
    const typed = input("marks").value.trim();
    const marks = typed ? typedMark(typed) : null;
    const sound = Number.isInteger(number) && number >= 0 && number < 1000 && input("number").value.trim() && !taken.has(number);
    this.judge(input("number"), sound, gettext("A section needs a whole number that no other section has."));
    this.judge(input("marks"), !typed || marks !== null, gettext("Write a mark such as 0.50, with at most two decimals."));
    return sound && (!typed || marks !== null) ? [number, input("name").value.trim().replaceAll(/\s+/g, " "), marks] : null;
  }

  judge(input, sound, message) {
    input.setCustomValidity(sound ? "" : message);
    if (sound) return input.removeAttribute("aria-invalid");
    input.setAttribute("aria-invalid", "true");
    input.reportValidity();
  }
}
