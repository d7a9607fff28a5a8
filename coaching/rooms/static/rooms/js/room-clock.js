/**
 * The clock on a page of a room: it looks at the server's time at every tick and paints the phase, the module, the
 * reader's own time and the calls. After a sleep, in a throttled tab or behind a set clock it is right again at the
 * first look, because nothing is counted; how far this browser's clock is off is measured again then.
 */

import { callAt, clockAt, moduleText, NO_OWN_TIME, ownSeconds, ownText } from "./clock.js";
import { CallBand } from "./clock-calls.js";
import { PlanPainter } from "./clock-plan.js";
import { setAttribute, setText, show } from "./paint.js";

/** A tick that comes so much later than it should, or a clock that jumps so far, tells of a sleep (milliseconds). */
const LATE = 5_000;
const JUMP = 1_000;
/** A little after the full second, so that the figure has changed for certain. */
const AFTER = 5;

export class RoomClock {
  /** @param {any} session the page's RoomSession */
  constructor(session) {
    this.session = session;
    this.timeout = 0;
    this.stopped = false;
    this.due = Date.now();
    this.drift = Date.now() - performance.now();
    this.band = new CallBand();
    this.plan = new PlanPainter();
  }

  /** Keep everything painted from now on. */
  start() {
    const look = () => this.look();
    this.session.addEventListener("change", look);
    this.session.addEventListener("offset", look);
    document.addEventListener("visibilitychange", () => document.visibilityState === "visible" && this.wake());
    window.addEventListener("pageshow", (event) => event.persisted && this.wake());
    this.look();
  }

  /** Whoever has left the room for good sees no clock and hears no call. */
  stop() {
    this.stopped = true;
    window.clearTimeout(this.timeout);
    this.band.show(null);
    for (const timer of document.querySelectorAll("podium-timer:not([data-own-clock])")) timer.remove();
  }

  /** The server's milliseconds now. */
  get now() {
    return Date.now() + this.session.offset;
  }

  /** Somebody looks again: paint at once, and measure anew. */
  wake() {
    this.measure();
    this.look();
  }

  measure() {
    const { connection } = this.session;
    if (!connection.isReachable) return;
    connection.meter.reset();
    connection.probe();
  }

  tick() {
    const drift = Date.now() - performance.now();
    const slept = Date.now() - this.due > LATE || Math.abs(drift - this.drift) > JUMP;
    this.drift = drift;
    if (slept && document.visibilityState === "visible") this.measure();
    this.look();
  }

  look() {
    window.clearTimeout(this.timeout);
    const { room } = this.session.state;
    if (!room || this.stopped) return;
    const own = this.own();
    const now = this.now;
    const shown = clockAt(room, own, now);
    this.paint(room, own, shown);
    this.plan.paint(room, shown, this.session.offset);
    // A board that was asked for without a clock calls no time either.
    this.band.show(document.querySelector("podium-timer") ? callAt(room, own, now) : null);
    // All that ends in a room ends at the same part of a second.
    const wait = shown.until === null ? 1000 : (shown.until - now) % 1000 || 1000;
    this.due = Date.now() + wait + AFTER;
    this.timeout = window.setTimeout(() => this.tick(), wait + AFTER);
  }

  /** A competitor's own time; nobody else has any. */
  own() {
    const { you, competitors } = this.session.state;
    const me = you?.view === "competitor" ? competitors.find(({ id }) => id === you.participant) : null;
    return me ? { percent: me.time_percent ?? 100, extra: me.extra_seconds ?? 0 } : NO_OWN_TIME;
  }

  /**
   * @param {import("./protocol.js").Room} room
   * @param {import("./clock.js").OwnTime} own
   * @param {import("./clock.js").Shown} shown
   */
  paint(room, own, shown) {
    document.documentElement.dataset.clockPhase = shown.phase;
    for (const timer of document.querySelectorAll("podium-timer:not([data-own-clock])")) this.paintTimer(timer, shown);
    const texts = { module: moduleText(room), own: ownText(ownSeconds(room.clock.duration, own)) };
    for (const [name, text] of Object.entries(texts)) {
      for (const part of document.querySelectorAll(`[data-clock="${name}"]`)) {
        setText(part, text);
        show(part, text !== "");
      }
    }
  }

  /**
   * @param {Element} timer
   * @param {import("./clock.js").Shown} shown
   */
  paintTimer(timer, shown) {
    setAttribute(timer, "offset", this.session.offset);
    setAttribute(timer, "remaining", shown.remaining);
    setAttribute(timer, "duration", shown.length);
    setAttribute(timer, "ends-at", shown.until === null ? null : new Date(shown.until).toISOString());
    setAttribute(timer, "phase", shown.phase);
  }
}
