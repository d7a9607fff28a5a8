/** Words and figures in the reader's language; the catalogue is loaded by the page before any module runs. */

/**
 * @param {string} text
 * @returns {string}
 */
export const gettext = (text) => window.gettext?.(text) ?? text;

/**
 * @param {string} context what the text is about, where that decides its translation
 * @param {string} text
 * @returns {string}
 */
export const pgettext = (context, text) => window.pgettext?.(context, text) ?? text;

/**
 * @param {string} one
 * @param {string} many
 * @param {number} count
 * @returns {string}
 */
export const ngettext = (one, many, count) => window.ngettext?.(one, many, count) ?? (count === 1 ? one : many);

/**
 * Put values into the `%(name)s` places of a translated text.
 * @param {string} text
 * @param {Record<string, string|number>} values
 * @returns {string}
 */
export const fill = (text, values) => text.replace(/%\((\w+)\)s/g, (place, name) => String(values[name] ?? place));

/** From the server's catalogue and not from the browser: many browsers know no Kazakh. */
const separator = window.get_format?.("DECIMAL_SEPARATOR") ?? ".";

/**
 * Write a mark as this language does: "12.50" or "12,50". The figures themselves are never computed with.
 * @param {string|null|undefined} mark
 * @returns {string}
 */
export const markText = (mark) => (mark === null || mark === undefined ? "–" : mark.replace(".", separator));

/**
 * Write any figure as this language does, and leave other texts alone: "33.3 %" or "33,3 %".
 * @param {string} text
 * @returns {string}
 */
export const figureText = (text) => (/^-?\d+\.\d+( %)?$/.test(text) ? text.replace(".", separator) : text);

/**
 * Read a mark as somebody typed it: with a comma or a point, with spaces around. The server judges it.
 * @param {string} typed
 * @returns {string}
 */
export const typedMark = (typed) => typed.trim().replace(",", ".");

/**
 * The time of day, with hours and minutes alone, by the reader's own clock.
 * @param {Date} moment
 * @returns {string}
 */
export const hourText = (moment) =>
  [moment.getHours(), moment.getMinutes()].map((part) => String(part).padStart(2, "0")).join(":");

/**
 * The time of day, with the day before it when that is not today: "14:05", "23.11 14:05".
 * @param {Date} moment
 * @returns {string}
 */
export function momentText(moment) {
  if (moment.toDateString() === new Date().toDateString()) return hourText(moment);
  const [day, month] = [moment.getDate(), moment.getMonth() + 1].map((part) => String(part).padStart(2, "0"));
  return `${day}.${month} ${hourText(moment)}`;
}
