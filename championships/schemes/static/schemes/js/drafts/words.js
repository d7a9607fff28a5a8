/** Words and figures in the reader's language; the catalogue is loaded by the page before any module runs. */

/** @param {string} text */
export const gettext = (text) => window.gettext?.(text) ?? text;

/**
 * @param {string} one
 * @param {string} many
 * @param {number} count
 */
export const ngettext = (one, many, count) => window.ngettext?.(one, many, count) ?? (count === 1 ? one : many);

/**
 * Put values into the `%(name)s` places of a translated text.
 * @param {string} text
 * @param {Record<string, string|number>} values
 */
export const fill = (text, values) => text.replace(/%\((\w+)\)s/g, (place, name) => String(values[name] ?? place));

const separator = window.get_format?.("DECIMAL_SEPARATOR") ?? ".";

/**
 * Write a mark as this language does. The figures themselves are never computed with.
 * @param {string|null|undefined} mark
 */
export const markText = (mark) => (mark === null || mark === undefined ? "–" : mark.replace(".", separator));

const MARK = /^(\d{0,4})(?:[.,](\d{0,2}))?$/;

/**
 * A mark as it is kept, "0.50", from what somebody typed; null if it is no mark. The server has the last word.
 * @param {string} typed
 * @returns {string|null}
 */
export function typedMark(typed) {
  const found = MARK.exec(typed.replaceAll(/\s/g, ""));
  if (!found) return null;
  return `${String(Number(found[1] || "0"))}.${(found[2] ?? "").padEnd(2, "0")}`;
}

/** A key for a new row, or the beginning of one for several. */
export const newKey = () => `k${crypto.getRandomValues(new Uint32Array(2)).reduce((key, part) => key + part.toString(36), "")}`;

/** @returns {string} a random UUID, also where the page is not served over TLS */
export function newId() {
  if (crypto.randomUUID) return crypto.randomUUID();
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  bytes[6] = (bytes[6] & 0x0f) | 0x40;
  bytes[8] = (bytes[8] & 0x3f) | 0x80;
  const text = [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("");
  return text.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, "$1-$2-$3-$4-$5");
}
