/** The library of judgement descriptors beside the ladder: find a ladder and use it, or keep this one for others. */

import { toast } from "../../../design/js/toast.js";
import { make, part, setText } from "./paint.js";
import { send } from "./saver.js";
import { fill, gettext, ngettext } from "./words.js";

const WAIT = 200;

export class LadderPicker {
  /** @param {RowForm} form */
  constructor(form) {
    this.form = form;
    this.dialog = /** @type {HTMLDialogElement} */ (document.getElementById("ladder-picker"));
    this.field = this.dialog.querySelector("[data-part=query]");
    this.field.addEventListener("input", () => this.soon());
    this.dialog.addEventListener("change", () => this.soon());
    this.dialog.addEventListener("click", (event) => this.pressed(event));
    this.ladders = [];
  }

  open() {
    this.dialog.showModal();
    this.field.focus();
    this.find();
  }

  soon() {
    window.clearTimeout(this.timer);
    this.timer = window.setTimeout(() => this.find(), WAIT);
  }

  async find() {
    const { section } = this.form.place.row;
    const asked = new URLSearchParams({ q: this.field.value });
    const own = this.dialog.querySelector("[data-part=own-section]").checked;
    if (own && section !== null) asked.set("section", String(section));
    const mine = (this.question = {});
    const answer = await fetch(`${this.form.editor.page.addresses.ladders}?${asked}`, { redirect: "manual" }).catch(() => null);
    const said = answer?.ok ? await answer.json().catch(() => null) : null;
    if (mine !== this.question) return;
    this.ladders = said?.ladders ?? [];
    const words = fill(ngettext("%(count)s ladder", "%(count)s ladders", this.ladders.length), { count: this.ladders.length });
    setText(part(this.dialog, "found"), said ? words : gettext("The library cannot be reached now."));
    part(this.dialog, "ladders").replaceChildren(...this.ladders.map((ladder) => this.item(ladder)));
  }

  item(ladder) {
    const steps = ladder.texts.map((text, score) => make("li", {}, [make("span", { className: "figures ladder-score", textContent: String(score) }), make("span", { textContent: text })]));
    const use = make("button", { type: "button", className: "button button-secondary button-small", textContent: gettext("Use this ladder") });
    use.dataset.ladderId = String(ladder.id);
    use.setAttribute("aria-label", fill(gettext("Use the ladder “%(title)s”"), { title: ladder.title }));
    const about = [ladder.skill, ladder.used ? fill(ngettext("used in %(count)s scheme", "used in %(count)s schemes", ladder.used), { count: ladder.used }) : ""].filter(Boolean);
    const children = [make("h3", { className: "picker-title", textContent: ladder.title, lang: ladder.language }), make("ol", { className: "picker-steps", lang: ladder.language }, steps)];
    if (about.length) children.push(make("p", { className: "small soft", textContent: about.join(" · ") }));
    return make("li", { className: "picker-ladder" }, [...children, use]);
  }

  pressed(event) {
    const id = event.target.closest?.("[data-ladder-id]")?.dataset.ladderId;
    const ladder = this.ladders.find((one) => String(one.id) === id);
    if (!ladder) return;
    this.form.editor.set(this.form.key, "ladder", ladder.texts.slice(0, 4));
    this.dialog.close();
    this.form.fillIn();
    this.form.dialog.querySelector("[data-ladder='0']").focus();
  }

  /** Keep the ladder of this row in the library, under the aspect's description. */
  async keep() {
    const { row, code } = this.form.place;
    const { editor } = this.form;
    const body = { draft: editor.page.draft, title: row.description.slice(0, 200) || code, texts: row.ladder, section: row.section || null };
    const answer = await send(editor.page.addresses.ladders, body).catch(() => null);
    const said = await answer?.json().catch(() => null);
    if (!answer?.ok) return toast(said?.message ?? gettext("The library cannot be reached now."), "bad");
    toast(said.new ? gettext("The ladder is in the library.") : gettext("The library has this ladder already."), "good");
  }
}
