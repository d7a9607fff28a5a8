/**
 * `<room-connection>`: is this page live, and how many marks still wait for the server?
 * The text of the phase is read out when it changes; the count, which changes often, is not.
 */

import { setAttribute, setText } from "./paint.js";
import { fill, gettext, hourText, ngettext } from "./words.js";

/**
 * @param {string} phase
 * @param {Date|null} since
 */
function phaseText(phase, since) {
  if (phase === "live") return gettext("Live");
  if (phase === "closed") return gettext("Disconnected");
  if (phase === "offline") {
    return fill(gettext("Offline since %(time)s"), { time: hourText(since ?? new Date()) });
  }
  return phase === "catching-up" ? gettext("Catching up") : gettext("Connecting");
}

/** @param {number} count */
function waitingText(count) {
  return count ? fill(ngettext("%(count)s mark waiting", "%(count)s marks waiting", count), { count }) : "";
}

class RoomConnectionElement extends HTMLElement {
  /** @param {import("./session.js").RoomSession} session */
  set session(session) {
    this.textPart = this.part("room-connection-phase", "polite");
    this.countPart = this.part("room-connection-count", "off");
    const paint = () => this.paint(session);
    session.addEventListener("phase", paint);
    session.addEventListener("outbox", paint);
    paint();
  }

  /**
   * @param {string} name
   * @param {"polite"|"off"} live
   */
  part(name, live) {
    const part = this.querySelector(`.${name}`) ?? this.appendChild(document.createElement("span"));
    part.className = name;
    part.setAttribute("aria-live", live);
    return part;
  }

  /** @param {import("./session.js").RoomSession} session */
  paint({ connection, outbox }) {
    const count = outbox.waiting.length;
    setAttribute(this, "data-phase", connection.phase);
    setAttribute(this, "data-waiting", count || null);
    setText(this.textPart, phaseText(connection.phase, connection.since));
    setText(this.countPart, waitingText(count));
  }
}

customElements.define("room-connection", RoomConnectionElement);
