/** The field for the six digits of a room: only digits, in two groups of three. */

const field = /** @type {HTMLInputElement|null} */ (document.querySelector(".code-input"));

/** @param {string} typed */
function grouped(typed) {
  const digits = typed.replace(/\D/g, "").slice(0, 6);
  return digits.length > 3 ? `${digits.slice(0, 3)} ${digits.slice(3)}` : digits;
}

field?.addEventListener("input", () => {
  const text = grouped(field.value);
  if (text === field.value) return;
  const atEnd = field.selectionStart === field.value.length;
  field.value = text;
  if (atEnd) field.setSelectionRange(text.length, text.length);
});
