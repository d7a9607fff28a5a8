/**
 * The page editor: a draft that is being kept by itself is kept before the page is published or submitted.
 *
 * The server would carry out both at once, and the draft, read before and written after, would undo the publishing
 * without a word.
 */

/** @type {Set<EventTarget>} the forms whose draft is on its way */
const keeping = new Set();

document.addEventListener("w-autosave:save", ({ target }) => target && keeping.add(target));
for (const ended of ["w-autosave:success", "w-autosave:error"]) {
  document.addEventListener(ended, ({ target }) => target && keeping.delete(target));
}

/** @param {HTMLFormElement} form */
const kept = (form) =>
  new Promise((resolve) => {
    for (const ended of ["w-autosave:success", "w-autosave:error"]) form.addEventListener(ended, resolve, { once: true });
  });

document.addEventListener(
  "submit",
  async (event) => {
    const form = /** @type {HTMLFormElement} */ (event.target);
    if (!form.matches("[data-controller~='w-autosave']")) return;
    // No further draft begins while the page is on its way.
    form.dataset.wAutosaveActiveValue = "false";
    if (!keeping.has(form)) return;
    event.preventDefault();
    event.stopPropagation();
    const { submitter } = event;
    await kept(form);
    // The editor has switched the pressed button off meanwhile, and a button that is off is not sent.
    submitter?.removeAttribute("disabled");
    form.requestSubmit(submitter);
  },
  // Before the editor itself hears of it.
  { capture: true },
);
