/** How long judges may still talk about a spread, by the server's clock. Over time only says so: nothing is blocked. */

import { field, setText, show } from "./paint.js";
import { fill, gettext } from "./words.js";

const SECOND = 1000;

/**
 * @param {string} since ISO 8601
 * @param {number} seconds that the room gives
 * @param {number} now milliseconds, by the server's clock
 * @returns {number} whole seconds left, 0 or more
 */
export const secondsToTalk = (since, seconds, now) =>
  Math.max(0, Math.ceil((Date.parse(since) + seconds * SECOND - now) / SECOND));

/** @param {number} left seconds */
function leftText(left) {
  if (left === 0) return gettext("The time to talk is over. Score as soon as you agree on what you saw.");
  const time = `${Math.floor(left / 60)}:${String(left % 60).padStart(2, "0")}`;
  return fill(gettext("Time to talk: %(time)s"), { time });
}

/**
 * Paint the time to talk of one row.
 * @param {AspectRow} row
 * @param {import("./session.js").RoomSession} session
 */
export function paintDiscussion(row, { state, offset }) {
  const place = field(row.element, "discussion");
  if (!place) return;
  const since = row.shown?.state === "discuss" ? row.shown.discussSince : null;
  show(place, Boolean(since));
  if (!since) return;
  const left = secondsToTalk(since, state.room.discussion_seconds, Date.now() + offset);
  setText(place, leftText(left));
  place.toggleAttribute("data-over", left === 0);
}

/**
 * Let the time to talk run on the rows in sight.
 * @param {MarkingSheet} sheet
 */
export function tendDiscussions(sheet) {
  window.setInterval(() => {
    for (const row of sheet.rows) if (row.shown?.state === "discuss") paintDiscussion(row, sheet.session);
  }, SECOND);
}
