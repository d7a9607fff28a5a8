/**
 * What every page of a room shares: the session, the state of the connection, the clock, the words for the room's
 * state, and what to say when the door is closed for good.
 */

import "./room-connection.js";
import { field, setAttribute, setText, show } from "./paint.js";
import { CLOSE } from "./protocol.js";
import { openSession } from "./session.js";
import { gettext } from "./words.js";

/** @param {import("./protocol.js").Room} room */
export function statusText(room) {
  const words = {
    lobby: gettext("Not started"),
    running: gettext("Running"),
    paused: gettext("Paused"),
    ended: gettext("Ended"),
  };
  return words[room.status];
}

/** @param {import("./session.js").RoomSession} session */
function paintClocks({ state, offset }) {
  const clock = state.room?.clock;
  if (!clock) return;
  for (const timer of document.querySelectorAll("podium-timer")) {
    setAttribute(timer, "phase", clock.phase);
    setAttribute(timer, "ends-at", clock.ends_at);
    setAttribute(timer, "remaining", clock.remaining ?? clock.duration);
    setAttribute(timer, "offset", offset);
  }
}

/** @param {import("./session.js").RoomSession} session */
function paintRoom({ state }) {
  if (!state.room) return;
  document.documentElement.dataset.roomStatus = state.room.status;
  for (const part of document.querySelectorAll("[data-field=room-status]")) setText(part, statusText(state.room));
  for (const part of document.querySelectorAll("[data-when-status]")) {
    show(part, part.getAttribute("data-when-status").split(" ").includes(state.room.status));
  }
}

/** @param {number|null} code */
function closedText(code) {
  if (code === CLOSE.REMOVED) {
    return gettext("The host has removed you from this room. What you did stays in the room. Speak to the host.");
  }
  if (code === CLOSE.NO_SUCH_ROOM) return gettext("This room is no longer here.");
  return gettext("This browser no longer has a seat in the room. Come in again by the code or by your link.");
}

/** @param {import("./session.js").RoomSession} session */
function paintDoor({ connection }) {
  const notice = document.querySelector("[data-room-closed]");
  if (!notice) return;
  show(notice, connection.phase === "closed");
  if (connection.phase === "closed") setText(field(notice, "text"), closedText(connection.code));
}

/**
 * Open this page's session and keep its common parts painted; the page then paints its own and calls `start`.
 * @returns {Promise<import("./session.js").RoomSession>}
 */
export async function openRoomPage() {
  const session = await openSession();
  for (const element of document.querySelectorAll("room-connection")) element.session = session;
  const paint = () => {
    paintRoom(session);
    paintClocks(session);
  };
  session.addEventListener("change", paint);
  session.addEventListener("offset", () => paintClocks(session));
  session.addEventListener("phase", () => paintDoor(session));
  paint();
  return session;
}
