/** What a host should know before a room is ended: whose marks are missing, who may still hold some. */

import { formOf, modulesOf } from "./form-progress.js";
import { isOut } from "./state.js";
import { fill, gettext, ngettext } from "./words.js";

/** @typedef {import("./state.js").State} State */

const MOST_NAMES = 8;

/**
 * Some of the names, and how many others there are: a question is read at a glance.
 * @param {string[]} names
 */
function namesText(names) {
  const others = names.length - MOST_NAMES;
  if (others < 2) return names.join(", ");
  const text = ngettext("%(names)s and %(count)s more", "%(names)s and %(count)s more", others);
  return fill(text, { names: names.slice(0, MOST_NAMES).join(", "), count: others });
}

/**
 * Who is not fully marked, or that everyone is.
 * @param {State} state
 */
export function missingText(state) {
  const missing = state.competitors.filter((person) => {
    const totals = state.totals[person.id];
    return !isOut(person) && (!totals || totals.marked < totals.of);
  });
  if (missing.length === 0) return gettext("Everyone is fully marked.");
  return fill(gettext("Not fully marked yet: %(names)s. What is not marked does not count, and they will have no place."), {
    names: namesText(missing.map((person) => person.name)),
  });
}

/**
 * Who of the jury is not connected: what waits on their devices comes too late once the room has ended.
 * A seat that nobody has taken, which has no name yet, holds nothing.
 * @param {State} state
 */
export function offlineText(state) {
  const away = [...state.judges, ...state.coordinators].filter((person) => person.name && !isOut(person) && !person.online);
  if (away.length === 0) return "";
  const text = gettext("Not connected, may hold marks that have not arrived: %(names)s. After the end they are no longer taken.");
  return fill(text, { names: namesText(away.map((person) => person.name)) });
}

/**
 * How many forms are not locked, and what that means for their marks; empty where nothing is signed.
 * @param {State} state
 */
export function unlockedText(state) {
  const { room } = state;
  if (room.sign_off === "none") return "";
  const here = state.competitors.filter((person) => !isOut(person));
  const forms = here.flatMap((person) => modulesOf(state).map((module) => formOf(state, person.id, module.number)));
  const count = forms.filter((form) => form.state !== "locked").length;
  if (count === 0) return gettext("Every form is locked.");
  return fill(meaningOf(room, count), { count });
}

/**
 * @param {import("./protocol.js").Room} room
 * @param {number} count
 */
function meaningOf(room, count) {
  if (room.board === "live" || room.marks_shown === "live") {
    return ngettext("%(count)s form is not locked yet.", "%(count)s forms are not locked yet.", count);
  }
  return ngettext(
    "%(count)s form is not locked yet: the end does not show its marks, neither on the board nor to the competitor. They come with the lock.",
    "%(count)s forms are not locked yet: the end does not show their marks, neither on the board nor to the competitors. They come with the lock.",
    count,
  );
}
