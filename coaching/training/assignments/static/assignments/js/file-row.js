/**
 * One file on its way, and what became of it.
 *
 * @typedef {{id: string, name: string, kind: string, size: number, url: string, remove: string}} Kept
 * @typedef {{ok: boolean, file?: Kept, error?: {code: string, message: string}}} Answer
 */

import { fill, gettext } from "../../rooms/js/words.js";

/**
 * @param {string} tag
 * @param {Record<string, string>} properties
 * @param {(Node|string)[]} children
 */
function made(tag, properties = {}, ...children) {
  const element = Object.assign(document.createElement(tag), properties);
  element.append(...children);
  return element;
}

export class FileRow {
  /**
   * @param {Element} list
   * @param {File} file
   * @param {string} id of the browser's making: the same file that arrives twice is kept once
   */
  constructor(list, file, id) {
    this.file = file;
    this.id = id;
    this.progress = /** @type {HTMLProgressElement} */ (made("progress", { max: "1", value: "0" }));
    this.progress.setAttribute("aria-label", fill(gettext("Sending %(name)s"), { name: file.name }));
    this.words = made("p", { className: "file-words" }, made("span", { className: "file-name", textContent: file.name }));
    this.element = made("li", { className: "file" }, this.words, this.progress);
    list.append(this.element);
  }

  /**
   * @param {string} address
   * @param {Blob} blob
   * @param {string} token
   * @returns {Promise<Answer>} without an error in it when there was no answer
   */
  upload(address, blob, token) {
    const body = new FormData();
    body.append("id", this.id);
    body.append("name", this.file.name);
    body.append("file", blob, "file");
    return new Promise((resolve) => {
      const request = new XMLHttpRequest();
      request.open("POST", address);
      request.setRequestHeader("X-CSRFToken", token);
      request.responseType = "json";
      request.upload.addEventListener("progress", ({ loaded, total }) => (this.progress.value = total ? loaded / total : 0));
      request.addEventListener("load", () => resolve(request.response ?? { ok: false }));
      request.addEventListener("error", () => resolve({ ok: false }));
      request.send(body);
    });
  }

  /**
   * @param {Kept} kept
   * @param {string} token
   */
  settle(kept, token) {
    this.element.dataset.file = kept.id;
    this.progress.remove();
    this.element.prepend(kept.kind === "picture" ? this.picture(kept) : this.other(kept));
    const button = made("button", { className: "button button-quiet button-small", type: "submit" }, gettext("Remove"));
    button.append(made("span", { className: "visually-hidden", textContent: ` ${kept.name}` }));
    const hidden = made("input", { type: "hidden", name: "csrfmiddlewaretoken", value: token });
    this.element.append(made("form", { className: "file-remove", method: "post", action: kept.remove }, hidden, button));
  }

  /** @param {Kept} kept */
  picture(kept) {
    const image = made("img", { src: kept.url, alt: kept.name });
    return made("a", { className: "file-picture", href: kept.url, target: "_blank", rel: "noopener" }, image);
  }

  /** @param {Kept} kept */
  other(kept) {
    return made("a", { className: "file-other", href: kept.url, textContent: kept.name.split(".").pop() ?? "" });
  }

  /** @param {string} message */
  refuse(message) {
    this.progress.remove();
    this.element.dataset.refused = "";
    this.element.append(made("p", { className: "file-error", textContent: message }));
    this.element.querySelector(".file-error")?.setAttribute("role", "alert");
    this.dismissal();
  }

  dismissal() {
    const dismiss = made("button", { className: "button button-quiet button-small", type: "button" }, gettext("Dismiss"));
    dismiss.addEventListener("click", () => this.element.remove());
    this.element.append(dismiss);
  }

  /**
   * There was no network: let the learner send it again, under the same id.
   * @param {() => Promise<void>} again
   */
  offer(again) {
    const words = made("p", { className: "file-error", textContent: gettext("Not sent: there is no network.") });
    const retry = made("button", { className: "button button-secondary button-small", type: "button" }, gettext("Send again"));
    retry.addEventListener("click", () => {
      words.remove();
      retry.remove();
      again();
    });
    this.element.append(words, retry);
  }
}
