/**
 * One socket to a room that comes back by itself, and plain HTTP in its place where no socket gets through.
 *
 * Events: "phase" (connecting, catching-up, live, slow, offline, closed), "message" (detail: what the server said),
 * "offset" (detail: server clock minus ours in ms). A phase is live only after the first snapshot; slow is the same
 * over plain HTTP, and the socket is tried again now and then.
 */

import { OffsetMeter } from "./offset.js";
import { PlainWay } from "./plain-way.js";
import { asksToReturn, isFinal, message } from "./protocol.js";

const FIRST_WAIT = 400;
const LONGEST_WAIT = 12_000;
const PROBES = 5;
const PROBE_GAP = 200;
const HEARTBEAT = 25_000;
const SILENCE = 20_000;
const LONGEST_TRIP = 600_000;
/** How long a socket may take to bring its first message, and how many in a row may bring none before the plain way is tried. */
const OPENING = 8_000;
const MOST_FAILURES = 3;
const NEXT_TRIAL = 60_000;
const REMEMBERED = "podium-plain-way";

/** @typedef {"connecting"|"catching-up"|"live"|"slow"|"offline"|"closed"} Phase */

/** Whether no socket got through on the last page of this tab; a browser that keeps nothing tries again. */
const memory = {
  get isSet() {
    try {
      return sessionStorage.getItem(REMEMBERED) === "yes";
    } catch {
      return false;
    }
  },
  /** @param {boolean} yes */
  set(yes) {
    try {
      if (yes) sessionStorage.setItem(REMEMBERED, "yes");
      else sessionStorage.removeItem(REMEMBERED);
    } catch {
      // It is only a little quicker with it.
    }
  },
};

export class RoomConnection extends EventTarget {
  /**
   * @param {string} address the socket's address
   * @param {{state: string, commands: string}} plainAddresses where the same is to be had without a socket
   */
  constructor(address, plainAddresses) {
    super();
    this.address = address;
    this.plainAddresses = plainAddresses;
    /** @type {WebSocket|null} */
    this.socket = null;
    /** @type {PlainWay|null} */
    this.plain = null;
    /** @type {Phase} */
    this.phase = "connecting";
    /** @type {Date|null} when the connection was lost */
    this.since = null;
    /** @type {number|null} the code with which the server closed for good */
    this.code = null;
    this.attempt = 0;
    /** How many sockets in a row brought nothing. */
    this.failures = 0;
    this.brought = false;
    this.meter = new OffsetMeter();
    /** @type {number|null} milliseconds that the last question took */
    this.roundTrip = null;
    this.heardAt = 0;
    this.timers = new Set();
    this.retryTimer = 0;
    this.openingTimer = 0;
    this.listenToBrowser();
  }

  /** Connect now and stay connected. */
  start() {
    this.open();
    window.setInterval(() => this.beat(), HEARTBEAT);
  }

  /**
   * Send a message if there is a way to the room; returns whether it left.
   * @param {object} content
   * @returns {boolean}
   */
  send(content) {
    if (this.phase === "slow") {
      this.plain.send(content);
      return true;
    }
    if (!this.isOpen) return false;
    this.socket.send(JSON.stringify(content));
    return true;
  }

  /** @returns {boolean} */
  get isOpen() {
    return this.socket?.readyState === WebSocket.OPEN;
  }

  /** Whether commands reach the room now, by either way. */
  get isReachable() {
    return this.phase === "live" || this.phase === "slow";
  }

  /** What carries messages to the room now: another object after each break. */
  get way() {
    return this.plain ?? this.socket;
  }

  /** Ask for the whole state: an event was missed. */
  catchUp() {
    if (this.phase === "slow") return this.plain.lookSoon();
    if (this.phase === "catching-up") return;
    this.moveTo("catching-up");
    this.send(message("snapshot.read", {}));
  }

  listenToBrowser() {
    window.addEventListener("online", () => this.retryNow());
    window.addEventListener("offline", () => this.lose());
    window.addEventListener("pageshow", (event) => event.persisted && this.retryNow());
    document.addEventListener("visibilitychange", () => document.visibilityState === "visible" && this.wake());
  }

  // The socket

  open() {
    if (this.phase === "closed") return;
    window.clearTimeout(this.retryTimer);
    this.abandon();
    if (memory.isSet) this.goPlain();
    const socket = new WebSocket(this.address);
    this.socket = socket;
    this.brought = false;
    socket.addEventListener("open", () => socket === this.socket && this.opened());
    socket.addEventListener("message", (event) => socket === this.socket && this.heard(event.data));
    socket.addEventListener("close", (event) => socket === this.socket && this.closed(event.code));
    this.openingTimer = window.setTimeout(() => this.lookBesides(), OPENING);
  }

  /** Let go of a socket that is still there, without a word. */
  abandon() {
    window.clearTimeout(this.openingTimer);
    const socket = this.socket;
    this.socket = null;
    socket?.close();
  }

  /** A proxy may hold the question for a socket back and never answer it: the room is looked at meanwhile. */
  lookBesides() {
    this.goPlain();
    this.openingTimer = window.setTimeout(() => this.lookBesides(), OPENING);
  }

  opened() {
    this.heardAt = Date.now();
    if (this.plain) return;
    this.meter.reset();
    this.moveTo("catching-up");
    this.probe();
  }

  probe() {
    for (let probe = 0; probe < PROBES; probe += 1) this.later(() => this.askTime(), probe * PROBE_GAP);
  }

  /** @param {string} text */
  heard(text) {
    window.clearTimeout(this.openingTimer);
    this.brought = true;
    this.failures = 0;
    if (this.plain) this.leavePlain();
    this.take(JSON.parse(text));
  }

  /** @param {any} content */
  take(content) {
    this.heardAt = Date.now();
    if (content.type === "time") this.takeTime(content);
    this.dispatchEvent(new CustomEvent("message", { detail: content }));
    if (content.type === "snapshot") this.becomeReachable();
  }

  becomeReachable() {
    this.attempt = 0;
    this.since = null;
    this.moveTo(this.plain ? "slow" : "live");
  }

  /** @param {{sent: number, now: number}} content */
  takeTime({ sent, now }) {
    this.meter.add(sent, now, Date.now());
    const took = Date.now() - sent;
    if (took >= 0 && took <= LONGEST_TRIP) this.roundTrip = took;
    this.dispatchEvent(new CustomEvent("offset", { detail: this.meter.value }));
  }

  askTime() {
    const measured = this.roundTrip === null ? {} : { rtt: this.roundTrip };
    this.send(message("time", { sent: Date.now(), ...measured }));
  }

  /** @param {number} code */
  closed(code) {
    this.socket = null;
    window.clearTimeout(this.openingTimer);
    if (isFinal(code)) return this.closeFor(code);
    if (!this.brought && navigator.onLine && !asksToReturn(code)) this.failures += 1;
    if (this.phase !== "slow") this.goOffline();
    if (this.failures >= MOST_FAILURES) this.goPlain();
    const wait = asksToReturn(code) ? Math.random() * 800 : this.nextWait();
    this.retryTimer = window.setTimeout(() => this.open(), wait);
  }

  /** @param {number} code */
  closeFor(code) {
    this.stopTimers();
    this.abandon();
    this.plain?.stop();
    this.plain = null;
    window.clearTimeout(this.retryTimer);
    this.code = code;
    this.moveTo("closed");
  }

  goOffline() {
    this.stopTimers();
    this.since ??= new Date();
    this.moveTo("offline");
  }

  /** The wait doubles each time; a random half of it keeps a whole hall from coming back in the same instant. */
  nextWait() {
    const full = this.phase === "slow" ? NEXT_TRIAL : Math.min(LONGEST_WAIT, FIRST_WAIT * 2 ** this.attempt);
    this.attempt += 1;
    return full / 2 + (Math.random() * full) / 2;
  }

  retryNow() {
    if (this.phase === "closed" || this.isOpen) return;
    if (this.phase === "slow") return this.plain.lookSoon();
    this.attempt = 0;
    this.open();
  }

  /** The network is gone: say so at once instead of waiting for the socket to notice. */
  lose() {
    if (this.phase === "closed") return;
    const hadAny = this.socket ?? this.plain;
    this.plain?.stop();
    this.plain = null;
    this.abandon();
    if (!hadAny) return;
    this.goOffline();
    window.clearTimeout(this.retryTimer);
    this.retryTimer = window.setTimeout(() => this.open(), this.nextWait());
  }

  // Plain HTTP

  /** Look at the room by the plain way; if it answers before a socket does, it is what we have. */
  goPlain() {
    if (this.plain || this.isOpen || !navigator.onLine) return;
    const way = new PlainWay(this.plainAddresses, {
      heard: (content) => way === this.plain && this.heardPlainly(content),
      lost: () => way === this.plain && this.lostPlainly(),
      refused: (code) => way === this.plain && this.closeFor(code),
    });
    this.plain = way;
    way.look();
  }

  /** @param {any} content */
  heardPlainly(content) {
    const isFirst = this.phase !== "slow";
    if (isFirst) this.meter.reset();
    this.take(content);
    if (!isFirst || this.phase !== "slow") return;
    memory.set(true);
    this.probe();
  }

  /** The plain way is gone too. A socket that is being tried goes on; the next one comes soon. */
  lostPlainly() {
    const wasSlow = this.phase === "slow";
    this.plain = null;
    if (!wasSlow) return;
    this.goOffline();
    this.attempt = 0;
    window.clearTimeout(this.retryTimer);
    this.retryTimer = window.setTimeout(() => this.open(), this.nextWait());
  }

  /** A socket has brought something after all: it is the better way. */
  leavePlain() {
    this.plain.stop();
    this.plain = null;
    memory.set(false);
    this.meter.reset();
    this.moveTo("catching-up");
    this.probe();
  }

  // Is it still alive?

  /** Somebody looks at the page again: after a sleep the socket may be dead without knowing it. */
  wake() {
    if (!this.isOpen) return this.retryNow();
    this.askTime();
    const asked = Date.now();
    this.later(() => this.heardAt < asked && this.lose(), SILENCE / 2);
  }

  beat() {
    if (this.phase === "slow") return this.askTime();
    if (!this.isOpen) return;
    const asked = Date.now();
    this.askTime();
    this.later(() => this.heardAt < asked && this.lose(), SILENCE);
  }

  /**
   * @param {() => void} action
   * @param {number} wait milliseconds
   */
  later(action, wait) {
    const timer = window.setTimeout(() => {
      this.timers.delete(timer);
      action();
    }, wait);
    this.timers.add(timer);
  }

  stopTimers() {
    for (const timer of this.timers) window.clearTimeout(timer);
    this.timers.clear();
  }

  /** @param {Phase} phase */
  moveTo(phase) {
    if (this.phase === phase) return;
    this.phase = phase;
    this.dispatchEvent(new CustomEvent("phase", { detail: { phase, since: this.since, code: this.code } }));
  }
}
