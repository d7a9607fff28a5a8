/** Sizes of files in words. */

import { fill, figureText, gettext } from "../../rooms/js/words.js";

const KILO = 1024;

/**
 * @param {number} bytes
 * @returns {string} for example "640 KB" or "12.5 MB"
 */
export function sizeText(bytes) {
  const kilobytes = Math.max(1, Math.round(bytes / KILO));
  if (kilobytes < KILO) return fill(gettext("%(size)s KB"), { size: kilobytes });
  return fill(gettext("%(size)s MB"), { size: figureText((bytes / KILO / KILO).toFixed(1)) });
}
