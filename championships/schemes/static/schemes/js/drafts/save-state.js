/** The line that always says whether everything is saved, and what could not be kept. */

import { make, part, setAttribute, setText } from "./paint.js";
import { fill, gettext, ngettext } from "./words.js";

export class SaveState {
  /** @param {SchemeEditor} editor */
  constructor(editor) {
    this.editor = editor;
    this.line = part(editor, "save-state");
    this.list = part(editor, "conflicts");
    editor.saver.addEventListener("state", () => this.paint());
    this.paint();
  }

  paint() {
    const { state, waiting, message } = this.editor.saver;
    this.line.dataset.state = state;
    setText(part(this.line, "words"), this.words(state, waiting.length, message));
    setAttribute(part(this.line, "again"), "hidden", !["offline", "signed-out", "failed"].includes(state));
  }

  words(state, count, message) {
    const edits = fill(ngettext("%(count)s edit waits", "%(count)s edits wait", count), { count });
    const table = {
      saved: gettext("Saved"),
      saving: gettext("Saving …"),
      offline: `${gettext("Offline")}: ${edits}`,
      "signed-out": `${gettext("Signed out")}: ${edits}. ${gettext("Sign in again in another tab.")}`,
      closed: message,
      failed: `${message || gettext("Not saved")}: ${edits}`,
    };
    return table[state];
  }

  /** Two people wrote different things into one field: the reader chooses. */
  conflict(command, theirs, who) {
    const { editor } = this;
    const code = editor.content.code(command.key) || gettext("The scheme");
    const shown = (value) => (typeof value === "string" || typeof value === "number" ? String(value).slice(0, 120) : "…");
    const words = fill(gettext("%(code)s: %(who)s wrote “%(theirs)s” where you wrote “%(yours)s”."), { code, who, theirs: shown(theirs), yours: shown(command.value) });
    const mine = make("button", { type: "button", className: "button button-secondary button-small", textContent: gettext("Use mine") });
    const keep = make("button", { type: "button", className: "button button-quiet button-small", textContent: gettext("Keep theirs") });
    const item = make("li", {}, [make("p", { textContent: words }), make("div", { className: "button-row" }, [mine, keep])]);
    mine.addEventListener("click", () => {
      this.settle(item);
      editor.set(command.key, command.field, command.value);
    });
    keep.addEventListener("click", () => this.settle(item));
    this.add(item);
  }

  /** An edit that cannot be made any more stays readable until it is dismissed. */
  lost(command, who) {
    const value = typeof command.value === "string" ? command.value : (command.places?.[0].row.description ?? command.places?.[0].row.name ?? "");
    const why = who ? fill(gettext("%(who)s has removed the row meanwhile."), { who }) : gettext("The server could not keep an edit.");
    const words = value ? `${why} ${fill(gettext("You wrote: “%(text)s”."), { text: value.slice(0, 500) })}` : why;
    const close = make("button", { type: "button", className: "button button-quiet button-small", textContent: gettext("Understood") });
    const item = make("li", {}, [make("p", { textContent: words }), close]);
    close.addEventListener("click", () => this.settle(item));
    this.add(item);
  }

  add(item) {
    part(this.list, "items").append(item);
    this.list.hidden = false;
  }

  /** @param {Element} item what the reader has dealt with */
  settle(item) {
    item.remove();
    this.list.hidden = !part(this.list, "items").children.length;
  }
}
