/**
 * Light, dark or as on the device, without a reload. Without this module the form still works: the server sets the
 * same cookie and comes back.
 */
const YEAR_IN_SECONDS = 365 * 24 * 60 * 60;

/** @param {string} appearance one of system, light, dark */
export function apply(appearance) {
  const secure = location.protocol === "https:" ? "; secure" : "";
  document.cookie = `appearance=${appearance}; path=/; max-age=${YEAR_IN_SECONDS}; samesite=lax${secure}`;
  document.documentElement.dataset.appearance = appearance;
  for (const button of document.querySelectorAll("[data-appearance-form] button[name=appearance]")) {
    button.setAttribute("aria-pressed", String(button.getAttribute("value") === appearance));
  }
}

document.addEventListener("submit", (event) => {
  const form = /** @type {HTMLFormElement} */ (event.target);
  const button = event.submitter;
  if (!form.matches("[data-appearance-form]") || !(button instanceof HTMLButtonElement)) return;
  event.preventDefault();
  apply(button.value);
});
