/**
 * `<podium-scheme-editor>`: a draft of a marking scheme. Every edit goes through `perform`: it is on the screen at once,
 * can be undone, and is saved by itself. Totals and remarks come from the server with each answer.
 */

import { toast } from "../../../design/js/toast.js";
import { AboutDialog } from "./about.js";
import { Content, Misfit, copyOf, newRow, same } from "./content.js";
import { Grid } from "./grid.js";
import { setAttribute, setText } from "./paint.js";
import { PasteDialog } from "./paste.js";
import { Rail } from "./rail.js";
import { RowForm } from "./row-form.js";
import { Saver, send } from "./saver.js";
import { SaveState } from "./save-state.js";
import { fill, gettext, newId, newKey } from "./words.js";

export class SchemeEditor extends HTMLElement {
  connectedCallback() {
    this.page = JSON.parse(document.getElementById("draft-page").textContent);
    this.content = new Content(this.page.content);
    this.takeFigures(this.page.figures);
    this.comments = this.page.comments;
    /** What takes edits back, and what each edit left: an undo must not overwrite what somebody else wrote since.
     * @type {{command: import("./content.js").Command, left: any}[]} */
    this.done = [];
    /** @type {{command: import("./content.js").Command, left: any}[]} */
    this.undone = [];
    this.saver = new Saver(this.page.addresses.edits, this.page.draft, this.page.revision);
    this.rebase(this.saver.waiting, "");
    this.state = new SaveState(this);
    this.rail = new Rail(this);
    this.grid = new Grid(this, this.querySelector("table[role=treegrid]"));
    this.form = new RowForm(this);
    this.about = new AboutDialog(this);
    this.paste = new PasteDialog(this);
    this.listen();
    this.paint();
    this.saver.flush();
    this.dataset.ready = "";
  }

  listen() {
    this.saver.addEventListener("figures", (event) => {
      this.takeFigures(event.detail);
      this.paint();
    });
    this.saver.addEventListener("stale", (event) => this.catchUp(event.detail));
    this.saver.addEventListener("refused", (event) => this.refused(event.detail));
    this.addEventListener("click", (event) => this.pressed(event));
    document.addEventListener("keydown", (event) => this.key(event));
    this.querySelector("[data-filter=words]").addEventListener("input", (event) => this.narrow("words", event.target.value));
    this.querySelector("[data-filter=only]").addEventListener("change", (event) => this.narrow("only", event.target.value));
    window.addEventListener("beforeunload", (event) => this.saver.waiting.length && this.saver.state !== "saving" && event.preventDefault());
  }

  paint() {
    this.grid.paint();
    this.rail.paint();
    setText(this.querySelector("[data-part=title]"), this.content.data.title || gettext("New marking scheme"));
    const empty = !this.content.data.criteria.length;
    setAttribute(this.querySelector("[data-part=empty]"), "hidden", !empty);
    setAttribute(this.grid.table.closest(".draft-frame"), "hidden", empty);
    setAttribute(this.querySelector("[data-act=undo]"), "aria-disabled", !this.done.length && "true");
    setAttribute(this.querySelector("[data-act=redo]"), "aria-disabled", !this.undone.length && "true");
  }

  /** @param {any} figures */
  takeFigures(figures) {
    this.figures = figures;
    this.found = new Map();
    for (const finding of figures.findings) this.found.set(finding.key, [...(this.found.get(finding.key) ?? []), finding]);
  }

  /** @param {string} key */
  findingsOf(key) {
    return this.found.get(key) ?? [];
  }

  /** @param {string} key */
  openComments(key) {
    return this.comments.filter((comment) => comment.row === key && !comment.resolved).length;
  }

  /** @param {any} calculation */
  ruleName(calculation) {
    const kind = calculation?.rule ?? calculation?.type ?? "pass_fail";
    return document.querySelector(`#rule-kind option[value="${CSS.escape(kind.toLowerCase())}"]`)?.textContent ?? kind;
  }

  /**
   * Carry out an edit: on the screen, in the undo list, and to the server.
   * @param {import("./content.js").Command} command
   * @param {"undo"|"redo"} [as]
   * @returns {boolean}
   */
  perform(command, as) {
    let inverse;
    try {
      inverse = this.content.apply(command);
    } catch (error) {
      if (!(error instanceof Misfit)) throw error;
      toast(gettext("That cannot be done any more: the row is not there."), "warning");
      return false;
    }
    (as === "undo" ? this.undone : this.done).push({ command: inverse, left: command.value });
    if (!as) this.undone = [];
    this.saver.add(command, command.type === "set" ? inverse.value : null);
    this.paint();
    return true;
  }

  /** @param {"undo"|"redo"} as */
  turnBack(as) {
    const { command, left } = (as === "undo" ? this.done : this.undone).pop() ?? {};
    if (!command) return;
    const place = this.content.place(command.key ?? command.keys?.[0] ?? "");
    const row = command.key === "" ? this.content.data : place?.row;
    if (command.type === "set" && row && !same(row[command.field], left)) {
      toast(gettext("Not undone: somebody else has changed this field since."), "warning");
      return this.paint();
    }
    if (!this.perform(command, as)) return;
    const key = command.key ?? command.places?.[0].row.key ?? place?.parent.key;
    if (key && this.content.place(key)) this.grid.focus(key, command.field ?? "code");
    this.say(as === "undo" ? gettext("Undone.") : gettext("Done again."));
  }

  /** @param {string} key @param {string} field @param {any} value */
  set(key, field, value) {
    const row = key ? this.content.place(key)?.row : this.content.data;
    if (row && !same(row[field], value)) this.perform({ type: "set", key, field, value });
  }

  insert(type, parent, at, row, field = "name") {
    if (this.perform({ type, places: [{ parent, at, row }] })) this.grid.focus(row.key, field);
  }

  /** Add an aspect after the row `key`, or as the first of its sub-criterion; what is missing above is made with it. */
  addAspect(key) {
    const place = this.content.place(key) ?? this.content.all().at(-1);
    const row = newRow("aspect", place?.level === "aspect" ? { kind: place.row.kind, section: place.row.section } : {});
    if (place?.level === "aspect") return this.insert("add", place.parent.key, place.at + 1, row, "description");
    if (place?.level === "sub_criterion") return this.insert("add", place.row.key, null, row, "description");
    this.addSub(place?.row.key ?? "", [row]);
  }

  addSub(key, aspects = []) {
    const place = this.content.place(key) ?? this.content.all().at(-1);
    const sub = newRow("sub_criterion", { aspects });
    if (!place) return this.addCriterion("", [sub]);
    if (place.level === "criterion") return this.insert("add", place.row.key, null, sub);
    const own = place.level === "aspect" ? this.content.place(place.parent.key) : place;
    this.insert("add", own.parent.key, own.at + 1, sub);
  }

  addCriterion(key, subs = [newRow("sub_criterion")]) {
    const [above] = key ? this.lineage(key) : [];
    this.insert("add", "", above ? above.at + 1 : null, newRow("criterion", { sub_criteria: subs }));
  }

  /** @param {string} key @returns {import("./content.js").Place[]} the criterion, sub-criterion and aspect that hold the row */
  lineage(key) {
    const found = [];
    for (let place = this.content.place(key); place; place = this.content.place(place.parent.key)) found.unshift(place);
    return found;
  }

  duplicate(key) {
    const place = this.content.place(key);
    if (place) this.insert("duplicate", place.parent.key ?? "", place.at + 1, copyOf(place.row, place.level, newKey()), "code");
  }

  remove(key) {
    const place = this.content.place(key);
    if (!place) return;
    const { code } = place;
    this.grid.lost = { key: (place.siblings[place.at + 1] ?? place.siblings[place.at - 1] ?? place.parent).key ?? "", field: "code" };
    this.perform({ type: "remove", keys: [key] });
    this.say(fill(gettext("%(code)s was removed. Ctrl+Z brings it back."), { code }), true);
  }

  moveTo(key, { parent, at }) {
    if (!this.perform({ type: "move", key, parent, at })) return;
    this.grid.focus(key, this.grid.current.field);
    this.say(fill(gettext("Moved to %(code)s."), { code: this.content.code(key) }));
  }

  /** Move a row up or down, at the edge into the neighbour of its own kind. @param {1|-1} step */
  shift(key, step) {
    const place = this.content.place(key);
    if (!place) return;
    const at = place.at + step;
    if (at >= 0 && at < place.siblings.length) return this.moveTo(key, { parent: place.parent.key ?? "", at });
    const next = this.neighbour(place, step);
    if (next) this.moveTo(key, { parent: next.row.key, at: step > 0 ? 0 : null });
  }

  neighbour(place, step) {
    if (place.level === "criterion") return undefined;
    const owners = this.content.all().filter(({ row }) => row.key && this.content.place(row.key).level === this.content.place(place.parent.key).level);
    return owners[owners.findIndex(({ row }) => row === place.parent) + step];
  }

  openRow(key, field) {
    if (this.content.place(key)) this.form.open(key, field);
  }

  openPaste(text = "") {
    this.paste.open(text);
  }

  narrow(what, value) {
    this.grid.filter[what] = value.trim();
    this.grid.paint();
    const shown = this.grid.body.rows.length;
    setAttribute(this.querySelector("[data-part=none]"), "hidden", shown > 0 || !this.content.data.criteria.length);
  }

  clearFilter() {
    for (const control of this.querySelectorAll("[data-filter]")) control.value = "";
    setAttribute(this.querySelector("[data-part=none]"), "hidden", true);
  }

  /** @param {MouseEvent} event */
  pressed(event) {
    const button = event.target instanceof Element ? event.target.closest("[data-act]") : null;
    const { key } = this.grid.current;
    const act = {
      undo: () => this.turnBack("undo"),
      redo: () => this.turnBack("redo"),
      aspect: () => this.addAspect(key),
      sub: () => this.addSub(key),
      criterion: () => this.addCriterion(key),
      paste: () => this.openPaste(),
      about: () => this.about.open(),
      keys: () => document.getElementById("draft-keys").showModal(),
      go: () => this.grid.focus(button.dataset.key, button.dataset.field || "code"),
      save: () => this.saver.flush(),
    }[button?.dataset.act ?? ""];
    if (!act || button.getAttribute("aria-disabled")) return;
    event.preventDefault();
    act();
  }

  /** Undo and redo work everywhere but in a field and a dialog, where the browser has its own. @param {KeyboardEvent} event */
  key(event) {
    if (!(event.ctrlKey || event.metaKey) || document.querySelector("dialog[open]")) return;
    if (event.target instanceof Element && event.target.matches("input, textarea, select")) return;
    const redo = event.code === "KeyY" || (event.code === "KeyZ" && event.shiftKey);
    if (!redo && event.code !== "KeyZ") return;
    event.preventDefault();
    this.turnBack(redo ? "redo" : "undo");
  }

  /** Say something to everybody; with `seen`, also as a notice. */
  say(text, seen = false) {
    setText(this.querySelector("[data-part=spoken]"), text);
    if (seen) toast(text, "info");
  }

  /** Somebody else was faster: take their state and make what waits once more on it. */
  catchUp(state) {
    this.content = new Content(state.content);
    this.takeFigures(state.figures);
    this.comments = state.comments;
    const left = this.rebase(this.saver.waiting, state.who);
    toast(fill(gettext("%(who)s has changed the draft meanwhile. You see the newest state; your edits stand on it."), { who: state.who || gettext("Somebody") }), "info");
    this.paint();
    this.saver.rebase(left, state.revision);
  }

  /**
   * Make edits that wait on the content as it is now; where somebody else has written something else into the same
   * field, nothing is overwritten: the person is asked.
   * @returns {import("./saver.js").Edit[]}
   */
  rebase(edits, who) {
    return edits.filter((edit) => {
      const { command } = edit;
      const row = command.type === "set" ? (command.key ? this.content.place(command.key)?.row : this.content.data) : null;
      if (row && who && !same(row[command.field], edit.was)) {
        if (!same(row[command.field], command.value)) this.state?.conflict(command, row[command.field], who);
        return false;
      }
      try {
        this.content.apply(command);
        return true;
      } catch {
        if (who) this.state?.lost(command, who);
        return !who;
      }
    });
  }

  /** The server cannot keep an edit: show why, and what it has. */
  async refused({ edit, message }) {
    toast(message, "bad");
    const answer = await fetch(this.page.addresses.edits, { headers: { Accept: "application/json" } }).catch(() => null);
    if (!answer?.ok) return this.saver.flush();
    const state = await answer.json();
    this.content = new Content(state.content);
    this.takeFigures(state.figures);
    this.state.lost(edit.command, "");
    const left = this.rebase(this.saver.waiting, "");
    this.paint();
    this.saver.rebase(left, state.revision);
  }

  /** Write, resolve or reopen a comment. @param {Record<string, any>} what */
  async comment(what) {
    const answer = await send(this.page.addresses.comments, { id: newId(), ...what }).catch(() => null);
    const said = await answer?.json().catch(() => null);
    if (!answer?.ok) {
      toast(said?.message ?? gettext("The comment was not sent: you are offline. It stays in the field; try again."), "bad");
      return false;
    }
    this.comments = said.comments;
    this.grid.paint();
    return true;
  }
}

customElements.define("podium-scheme-editor", SchemeEditor);
