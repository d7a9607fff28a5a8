/** Whether somebody new may come in now: the same as coaching/rooms/joining.py, held together by a test. */

import { show } from "./paint.js";

/**
 * @param {import("./protocol.js").Room} room
 * @returns {"open"|"room_ended"|"no_code_here"|"room_locked"|"late_join_closed"} why nobody may, by the code of the refusal
 */
export function doorOf(room) {
  if (room.status === "ended") return "room_ended";
  if (room.kind === "calibration") return "no_code_here";
  if (room.locked) return "room_locked";
  return room.status !== "lobby" && !room.late_join ? "late_join_closed" : "open";
}

/**
 * Show what is said where the door stands like this: the code leads nowhere while it is shut.
 * @param {import("./protocol.js").Room} room
 */
export function paintDoorOf(room) {
  const door = doorOf(room);
  for (const part of document.querySelectorAll("[data-when-door]")) {
    show(part, part.getAttribute("data-when-door").split(" ").includes(door));
  }
}
