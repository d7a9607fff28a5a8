/** The catalogue filters while one types. Without JavaScript the same form asks for the same address. */

/** Addresses that people share hold only what was asked for. */
document.addEventListener("htmx:configRequest", (event) => {
  const { parameters } = /** @type {CustomEvent} */ (event).detail;
  for (const [name, value] of Object.entries(parameters)) if (value === "") delete parameters[name];
  const form = /** @type {HTMLFormElement | null} */ (document.querySelector(".catalogue-filters"));
  // A section belongs to its skill: with another skill it asks for nothing.
  if (form && parameters.section && !String(parameters.section).startsWith(`${parameters.skill ?? ""}:`)) {
    delete parameters.section;
  }
});
