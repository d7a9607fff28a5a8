/** Short notices that come and go. The region is in the base template. */
const SHOWN_FOR_MS = 6000;

/** A polite live region in which notices stand one above the other. */
class PodiumToasts extends HTMLElement {
  /**
   * @param {string} text
   * @param {"info" | "good" | "warning" | "bad"} tone
   */
  show(text, tone) {
    const toast = document.createElement("div");
    toast.className = `toast toast-${tone}`;
    const words = document.createElement("p");
    words.textContent = text;
    const close = document.createElement("button");
    close.type = "button";
    close.className = "toast-close";
    close.setAttribute("aria-label", window.gettext("Close"));
    close.textContent = "×";
    close.addEventListener("click", () => toast.remove());
    toast.append(words, close);
    this.append(toast);
    this.#leaveLater(toast);
  }

  /**
   * What is bad stays until it is closed; the rest leaves, unless somebody is reading it.
   * @param {HTMLElement} toast
   */
  #leaveLater(toast) {
    if (toast.classList.contains("toast-bad")) return;
    const leave = () => (toast.matches(":hover, :focus-within") ? setTimeout(leave, 1000) : toast.remove());
    setTimeout(leave, SHOWN_FOR_MS);
  }
}

customElements.define("podium-toasts", PodiumToasts);

/**
 * Show a short notice.
 * @param {string} text already translated
 * @param {"info" | "good" | "warning" | "bad"} [tone]
 */
export function toast(text, tone = "info") {
  const region = document.querySelector("podium-toasts");
  if (region instanceof PodiumToasts) region.show(text, tone);
}

document.addEventListener("click", (event) => {
  const source = event.target instanceof Element ? event.target.closest("[data-toast]") : null;
  if (source instanceof HTMLElement) toast(source.dataset.toast ?? "", /** @type {any} */ (source.dataset.toastTone));
});
