/** The dialog in which a competitor, a judge or the coordinator files a dispute about a form. */

import { toast } from "../../design/js/toast.js";
import { aspectsOf } from "./form-progress.js";
import { field, setAttribute, setText } from "./paint.js";
import { gettext } from "./words.js";

/** @type {{session: import("./session.js").RoomSession, about: {competitor: string, module: number}}|null} */
let open = null;

/** @type {Map<string, {aspect: string, text: string}>} what is half written, by competitor and module: Escape loses nothing */
const drafts = new Map();

/** @param {{competitor: string, module: number}} about */
const keyOf = ({ competitor, module }) => `${competitor}:${module}`;

const dialog = () => /** @type {HTMLDialogElement} */ (document.getElementById("dispute-dialog"));

/**
 * @param {import("./session.js").RoomSession} session
 * @param {{competitor: string, module: number}} about
 * @param {string} name whose marks are disputed
 */
export function openDisputeDialog(session, about, name) {
  const element = dialog();
  if (!open) listen(element.querySelector("form"));
  open = { session, about };
  setText(field(element, "dispute-name"), name);
  const whole = new Option(gettext("The whole module"), "");
  const aspects = aspectsOf(session.state, about.module).map((aspect) => new Option(aspect.code, String(aspect.id)));
  element.querySelector("select").replaceChildren(whole, ...aspects);
  const draft = drafts.get(keyOf(about));
  element.querySelector("select").value = draft?.aspect ?? "";
  element.querySelector("textarea").value = draft?.text ?? "";
  setText(field(element, "error"), "");
  element.showModal();
}

/** @param {HTMLFormElement} form */
function listen(form) {
  form.addEventListener("submit", submitted);
  form.addEventListener("input", () => {
    drafts.set(keyOf(open.about), { aspect: form.querySelector("select").value, text: form.querySelector("textarea").value });
  });
}

/** @param {Event} event */
async function submitted(event) {
  event.preventDefault();
  const element = dialog();
  const button = element.querySelector("[type=submit]");
  if (!open || button.getAttribute("aria-disabled") === "true") return;
  const aspect = element.querySelector("select").value;
  const text = element.querySelector("textarea").value;
  const { session, about } = open;
  setAttribute(button, "aria-disabled", "true");
  try {
    await session.ask("dispute.file", { ...about, aspect: aspect ? Number(aspect) : null, text });
    drafts.delete(keyOf(about));
    element.close();
    toast(gettext("The dispute is filed. The chief answers it in writing."), "good");
  } catch (error) {
    setText(field(element, "error"), error.message);
  } finally {
    setAttribute(button, "aria-disabled", null);
  }
}
