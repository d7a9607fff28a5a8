/** One dialog that asks for a reason in writing: to send a form back, or to open it again. */

import { field, setAttribute, setText, show } from "./paint.js";

/** @type {{type: string, data: Record<string, any>}|null} */
let asked = null;

/** @type {Map<string, string>} reasons that are half written, by what they are for: Escape loses nothing */
const drafts = new Map();

/** @param {{type: string, data: Record<string, any>}} what */
const keyOf = ({ type, data }) => `${type}:${data.competitor}:${data.module}`;

const dialog = () => /** @type {HTMLDialogElement} */ (document.getElementById("reason-dialog"));

/**
 * @param {"form.return"|"form.reopen"} type
 * @param {Record<string, any>} data
 * @param {string} name whose form it is
 */
export function openReasonDialog(type, data, name) {
  asked = { type, data };
  const element = dialog();
  setText(field(element, "reason-name"), name);
  for (const part of element.querySelectorAll("[data-reason-for]")) show(part, part.getAttribute("data-reason-for") === type);
  element.querySelector("textarea").value = drafts.get(keyOf(asked)) ?? "";
  setText(field(element, "error"), "");
  element.showModal();
  element.querySelector("textarea").focus();
}

/**
 * @param {(type: string, data: Record<string, any>) => Promise<unknown>} ask fails with words for people
 */
export function listenToReasons(ask) {
  dialog().querySelector("textarea").addEventListener("input", (event) => {
    drafts.set(keyOf(asked), /** @type {HTMLTextAreaElement} */ (event.target).value);
  });
  dialog().querySelector("form").addEventListener("submit", async (event) => {
    event.preventDefault();
    const button = dialog().querySelector("[type=submit]");
    const reason = dialog().querySelector("textarea").value;
    if (!asked || button.getAttribute("aria-disabled") === "true") return;
    const { type, data } = asked;
    setAttribute(button, "aria-disabled", "true");
    try {
      await ask(type, { ...data, reason });
      drafts.delete(keyOf({ type, data }));
      dialog().close();
    } catch (error) {
      setText(field(dialog(), "error"), error.message);
    } finally {
      setAttribute(button, "aria-disabled", null);
    }
  });
}
