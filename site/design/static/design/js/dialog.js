/**
 * Native dialogs opened by `[data-opens="id"]` and closed by `[data-closes="id"]`, also for elements that arrive later.
 * A button with both goes on from one to the next. A click on the veil closes; the form inside may carry `method="dialog"`.
 */
document.addEventListener("click", (event) => {
  const target = event.target instanceof Element ? event.target : null;
  const opener = target?.closest("[data-opens]");
  const closer = target?.closest("[data-closes]");
  // Such a button may stand in a form, and must not send it.
  if (opener ?? closer) event.preventDefault();
  if (closer instanceof HTMLElement) dialogOf(closer.dataset.closes)?.close();
  if (opener instanceof HTMLElement) dialogOf(opener.dataset.opens)?.showModal();
  if (opener ?? closer) return;
  if (target instanceof HTMLDialogElement && isOutside(target, event)) target.close();
});

/**
 * @param {string | undefined} id
 * @returns {HTMLDialogElement | null}
 */
function dialogOf(id) {
  const found = document.getElementById(id ?? "");
  return found instanceof HTMLDialogElement ? found : null;
}

/**
 * @param {HTMLDialogElement} dialog
 * @param {MouseEvent} event
 */
function isOutside(dialog, event) {
  // A key press on a button reports a click at 0, 0: that is not the veil.
  if (event.detail === 0) return false;
  const box = dialog.getBoundingClientRect();
  const { clientX: x, clientY: y } = event;
  return x < box.left || x > box.right || y < box.top || y > box.bottom;
}

// A form that came back with errors says so first.
document.querySelector("[data-form-errors]:not([data-quiet])")?.focus();
