/**
 * Handing in from a telephone: pictures are made smaller on the device, files go up one by one and say how far they
 * are, the text is kept as it is written. Without this module the same form sends everything at once.
 */

import { smallPhoto } from "../../rooms/js/evidence-capture.js";
import { newId } from "../../rooms/js/protocol.js";
import { fill, gettext } from "../../rooms/js/words.js";
import { FileRow } from "./file-row.js";

const PAUSE = 800;
const RETRY = 5_000;
const FILES = ["files", "camera"];

export const csrfToken = () => document.cookie.match(/(?:^|; )csrftoken=([^;]+)/)?.[1] ?? "";

/**
 * Make a picture small; what is no picture, or cannot be drawn here, is sent as it is.
 * @param {File} file
 * @returns {Promise<Blob>}
 */
async function small(file) {
  if (!file.type.startsWith("image/")) return file;
  try {
    const drawn = await smallPhoto(file);
    return drawn.size < file.size ? drawn : file;
  } catch {
    return file;
  }
}

class HandIn extends HTMLElement {
  connectedCallback() {
    this.form = this.querySelector("form.hand-in-form");
    this.list = this.querySelector(".files");
    this.state = this.closest(".hand-in").querySelector("[data-field=state]");
    this.text = this.querySelector("textarea");
    /** @type {Promise<unknown>} files go up one after another */
    this.queue = Promise.resolve();
    this.going = 0;
    this.unsaved = false;
    this.timer = 0;
    for (const input of this.querySelectorAll('input[type="file"]')) {
      input.addEventListener("change", () => this.take(/** @type {HTMLInputElement} */ (input)));
    }
    this.text?.addEventListener("input", () => this.written());
    this.form.addEventListener("submit", (event) => this.submitted(event));
    this.addEventListener("submit", (event) => this.removed(event));
    window.addEventListener("beforeunload", (event) => (this.unsaved || this.going) && event.preventDefault());
    this.early();
  }

  /** What was chosen and written while this module was on its way is sent as if it were done now. */
  early() {
    for (const input of this.querySelectorAll('input[type="file"]')) this.take(/** @type {HTMLInputElement} */ (input));
    if (this.text && this.text.value !== this.text.defaultValue) this.written();
  }

  /**
   * @param {string} words
   * @param {boolean} [bad]
   */
  say(words, bad = false) {
    this.state.textContent = words;
    this.state.toggleAttribute("data-bad", bad);
  }

  /** @param {HTMLInputElement} input */
  take(input) {
    for (const file of input.files ?? []) this.add(file);
    input.value = "";
  }

  /** @param {File} file */
  add(file) {
    const row = new FileRow(this.list, file, newId());
    this.going += 1;
    this.queue = this.queue.then(() => this.send(row)).finally(() => (this.going -= 1));
  }

  /** @param {FileRow} row */
  async send(row) {
    const blob = await small(row.file);
    if (blob.size > Number(this.dataset.largest)) {
      const megabytes = Math.floor(Number(this.dataset.largest) / 1024 / 1024);
      row.refuse(fill(gettext("This file is larger than %(limit)s MB. Make it smaller and add it again."), { limit: megabytes }));
      return;
    }
    const answer = await row.upload(this.dataset.files, blob, csrfToken());
    if (answer.ok) row.settle(answer.file, csrfToken());
    else if (answer.error) row.refuse(answer.error.message);
    else row.offer(() => this.send(row));
    this.say(answer.ok ? gettext("The draft is kept.") : gettext("Not everything was kept."), !answer.ok);
  }

  written() {
    this.unsaved = true;
    window.clearTimeout(this.timer);
    this.timer = window.setTimeout(() => this.keep(), PAUSE);
  }

  async keep() {
    const text = this.text?.value ?? "";
    try {
      const body = new URLSearchParams({ text });
      const response = await fetch(this.dataset.draft, { method: "POST", body, headers: { "X-CSRFToken": csrfToken() } });
      const answer = await response.json();
      if (!answer.ok) return this.say(answer.error.message, true);
      if (this.text?.value === text) this.unsaved = false;
      this.say(gettext("The draft is kept."));
    } catch {
      this.say(gettext("Not kept: there is no network. It is tried again."), true);
      this.timer = window.setTimeout(() => this.keep(), RETRY);
    }
  }

  /** @param {SubmitEvent} event */
  async submitted(event) {
    this.unsaved = false;
    window.clearTimeout(this.timer);
    if (!this.going) return this.withoutEmptyFiles();
    event.preventDefault();
    this.say(gettext("Waiting for the files…"));
    await this.queue;
    this.form.requestSubmit(event.submitter);
  }

  /** The files went up by themselves: the empty fields would only be noise. */
  withoutEmptyFiles() {
    for (const name of FILES) {
      const input = this.form.elements.namedItem(name);
      if (input instanceof HTMLInputElement) input.disabled = true;
    }
  }

  /** @param {SubmitEvent} event */
  async removed(event) {
    const form = /** @type {HTMLFormElement} */ (event.target);
    if (!form.classList.contains("file-remove")) return;
    event.preventDefault();
    const headers = { "X-CSRFToken": csrfToken(), Accept: "application/json" };
    try {
      const response = await fetch(form.action, { method: "POST", headers });
      if (response.ok || response.status === 404) {
        form.closest(".file").remove();
        this.say(gettext("Removed."));
        this.querySelector('input[type="file"]')?.focus();
      } else this.say((await response.json()).error.message, true);
    } catch {
      this.say(gettext("Not removed: there is no network."), true);
    }
  }
}

customElements.define("hand-in", HandIn);
