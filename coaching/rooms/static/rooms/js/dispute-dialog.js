/** The dialog in which a competitor, a judge or the coordinator files a dispute about a form. */

import { toast } from "../../design/js/toast.js";
import { aspectsOf } from "./form-progress.js";
import { field, setAttribute, setText } from "./paint.js";
import { gettext } from "./words.js";

/** @type {{session: import("./session.js").RoomSession, about: {competitor: string, module: number}}|null} */
let open = null;

const dialog = () => /** @type {HTMLDialogElement} */ (document.getElementById("dispute-dialog"));

/**
 * @param {import("./session.js").RoomSession} session
 * @param {{competitor: string, module: number}} about
 * @param {string} name whose marks are disputed
 */
export function openDisputeDialog(session, about, name) {
  const element = dialog();
  if (!open) element.querySelector("form").addEventListener("submit", submitted);
  open = { session, about };
  setText(field(element, "dispute-name"), name);
  const whole = new Option(gettext("The whole module"), "");
  const aspects = aspectsOf(session.state, about.module).map((aspect) => new Option(aspect.code, String(aspect.id)));
  element.querySelector("select").replaceChildren(whole, ...aspects);
  element.querySelector("textarea").value = "";
  setText(field(element, "error"), "");
  element.showModal();
}

/** @param {Event} event */
async function submitted(event) {
  event.preventDefault();
  const element = dialog();
  const button = element.querySelector("[type=submit]");
  if (!open || button.getAttribute("aria-disabled") === "true") return;
  const aspect = element.querySelector("select").value;
  const text = element.querySelector("textarea").value;
  setAttribute(button, "aria-disabled", "true");
  try {
    await open.session.ask("dispute.file", { ...open.about, aspect: aspect ? Number(aspect) : null, text });
    element.close();
    toast(gettext("The dispute is filed. The chief answers it in writing."), "good");
  } catch (error) {
    setText(field(element, "error"), error.message);
  } finally {
    setAttribute(button, "aria-disabled", null);
  }
}
