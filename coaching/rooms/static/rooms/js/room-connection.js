/**
 * `<room-connection>`: is this page live, how many marks still wait for the server, and how many of those that waited
 * were overtaken by somebody else's. The text of the phase is read out when it changes; the counts, which change
 * often, are not.
 */

import { setAttribute, setText, show } from "./paint.js";
import { fill, gettext, momentText, ngettext } from "./words.js";

/**
 * @param {Date|null} since
 * @param {Date} asOf
 */
function offlineText(since, asOf) {
  const [time, seen] = [momentText(since ?? new Date()), momentText(asOf)];
  if (time === seen) return fill(gettext("Offline since %(time)s"), { time });
  return fill(gettext("Offline since %(time)s, as of %(seen)s"), { time, seen });
}

/** @param {import("./session.js").RoomSession} session */
function phaseText({ connection, asOf }) {
  if (connection.phase === "offline") return offlineText(connection.since, asOf);
  const words = {
    live: gettext("Live"),
    slow: gettext("Slow connection: updated every few seconds"),
    closed: gettext("Disconnected"),
    "catching-up": gettext("Catching up"),
  };
  return words[connection.phase] ?? gettext("Connecting");
}

/** @param {number} count */
function waitingText(count) {
  return count ? fill(ngettext("%(count)s mark waiting", "%(count)s marks waiting", count), { count }) : "";
}

/** @param {number} count */
function conflictText(count) {
  return fill(ngettext("%(count)s conflict", "%(count)s conflicts", count), { count });
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

  /** The button that leads to the next conflict; whoever shows the conflicts listens for "room-conflict". */
  get conflictPart() {
    const known = this.querySelector(".room-connection-conflicts");
    if (known) return known;
    const button = this.appendChild(document.createElement("button"));
    button.type = "button";
    button.className = "room-connection-conflicts";
    button.addEventListener("click", () => this.dispatchEvent(new Event("room-conflict", { bubbles: true })));
    return button;
  }

  /** @param {import("./session.js").RoomSession} session */
  paint(session) {
    const { connection, outbox } = session;
    const count = outbox.waiting.length;
    setAttribute(this, "data-phase", connection.phase);
    setAttribute(this, "data-waiting", count || null);
    setText(this.textPart, phaseText(session));
    setText(this.countPart, waitingText(count));
    this.paintConflicts(outbox.conflicts.length);
  }

  /** @param {number} count */
  paintConflicts(count) {
    setAttribute(this, "data-conflicts", count || null);
    if (!count && !this.querySelector(".room-connection-conflicts")) return;
    setText(this.conflictPart, conflictText(count));
    show(this.conflictPart, count > 0);
  }
}

customElements.define("room-connection", RoomConnectionElement);
