/**
 * What every page of a room shares: the session, the state of the connection, the clock, the words for the room's
 * state, and what to say when the door is closed for good.
 */

import "./room-connection.js";
import { paintDoorOf } from "./door.js";
import { forgetRoom } from "./forgetting.js";
import { keepPage } from "./offline-page.js";
import { field, setText, show } from "./paint.js";
import { CLOSE } from "./protocol.js";
import { RoomClock } from "./room-clock.js";
import { openSession } from "./session.js";
import { paintShowing } from "./showing.js";
import { gettext } from "./words.js";

/** The pages that open without a network. */
const KEPT_PAGES = /\/(sheet|me)\/$/;

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
function paintRoom({ state }) {
  if (!state.room) return;
  document.documentElement.dataset.roomStatus = state.room.status;
  for (const part of document.querySelectorAll("[data-field=room-status]")) setText(part, statusText(state.room));
  for (const part of document.querySelectorAll("[data-when-status]")) {
    show(part, part.getAttribute("data-when-status").split(" ").includes(state.room.status));
  }
  paintDoorOf(state.room);
  paintShowing(state.room);
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
  const paint = () => paintRoom(session);
  session.addEventListener("change", paint);
  const clock = new RoomClock(session);
  session.addEventListener("phase", () => {
    paintDoor(session);
    if (session.connection.phase !== "closed") return;
    clock.stop();
    if (session.state.room) forgetRoom(session.state.room.id);
  });
  paint();
  clock.start();
  const { view, participant } = session.state.you ?? {};
  if (KEPT_PAGES.test(location.pathname)) keepPage(`${view}:${participant}`, session.keeping);
  return session;
}
