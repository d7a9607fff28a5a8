/** A reader's note is kept while she writes. Without JavaScript, or when the network is gone, the button sends it. */
const PAUSE = 1200;

for (const form of /** @type {NodeListOf<HTMLFormElement>} */ (document.querySelectorAll("[data-reflection]"))) {
  const text = /** @type {HTMLTextAreaElement} */ (form.elements.namedItem("text"));
  const said = /** @type {HTMLElement} */ (form.querySelector("[data-said]"));
  let waiting = 0;

  const keep = async () => {
    clearTimeout(waiting);
    try {
      const body = new FormData(form);
      const headers = { Accept: "application/json" };
      const answer = await fetch(form.action, { method: "POST", body, headers, redirect: "error" });
      said.textContent = answer.ok ? window.gettext("Kept. Nobody else sees it.") : window.gettext("Not kept yet.");
    } catch {
      said.textContent = window.gettext("Not kept yet: there is no network. Press the button when it is back.");
    }
  };

  text.addEventListener("input", () => {
    clearTimeout(waiting);
    waiting = window.setTimeout(keep, PAUSE);
  });
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    keep();
  });
}
