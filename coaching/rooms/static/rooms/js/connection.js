/**
 * One socket to a room that comes back by itself.
 *
 * Events: "phase" (connecting, catching-up, live, offline, closed), "message" (detail: what the server said),
 * "offset" (detail: server clock minus ours in ms). A phase is live only after the first snapshot.
 */

import { OffsetMeter } from "./offset.js";
import { asksToReturn, isFinal, message } from "./protocol.js";

const FIRST_WAIT = 400;
const LONGEST_WAIT = 12_000;
const PROBES = 5;
const PROBE_GAP = 200;
const HEARTBEAT = 25_000;
const SILENCE = 20_000;

/** @typedef {"connecting"|"catching-up"|"live"|"offline"|"closed"} Phase */

export class RoomConnection extends EventTarget {
  /** @param {string} address the socket's address */
  constructor(address) {
    super();
    this.address = address;
    /** @type {WebSocket|null} */
    this.socket = null;
    /** @type {Phase} */
    this.phase = "connecting";
    /** @type {Date|null} when the connection was lost */
    this.since = null;
    /** @type {number|null} the code with which the server closed for good */
    this.code = null;
    this.attempt = 0;
    this.meter = new OffsetMeter();
    this.heardAt = 0;
    this.timers = new Set();
    this.retryTimer = 0;
    this.listenToBrowser();
  }

  /** Connect now and stay connected. */
  start() {
    this.open();
    window.setInterval(() => this.beat(), HEARTBEAT);
  }

  /**
   * Send a message if the socket is open; returns whether it left.
   * @param {object} content
   * @returns {boolean}
   */
  send(content) {
    if (!this.isOpen) return false;
    this.socket.send(JSON.stringify(content));
    return true;
  }

  /** @returns {boolean} */
  get isOpen() {
    return this.socket?.readyState === WebSocket.OPEN;
  }

  /** Ask for the whole state: an event was missed. */
  catchUp() {
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

  open() {
    if (this.phase === "closed") return;
    window.clearTimeout(this.retryTimer);
    const socket = new WebSocket(this.address);
    this.socket = socket;
    socket.addEventListener("open", () => socket === this.socket && this.opened());
    socket.addEventListener("message", (event) => socket === this.socket && this.heard(event.data));
    socket.addEventListener("close", (event) => socket === this.socket && this.closed(event.code));
  }

  opened() {
    this.heardAt = Date.now();
    this.meter.reset();
    this.moveTo("catching-up");
    for (let probe = 0; probe < PROBES; probe += 1) this.later(() => this.askTime(), probe * PROBE_GAP);
  }

  /** @param {string} text */
  heard(text) {
    this.heardAt = Date.now();
    const content = JSON.parse(text);
    if (content.type === "time") this.takeTime(content);
    this.dispatchEvent(new CustomEvent("message", { detail: content }));
    if (content.type === "snapshot") this.becomeLive();
  }

  becomeLive() {
    this.attempt = 0;
    this.since = null;
    this.moveTo("live");
  }

  /** @param {{sent: number, now: number}} content */
  takeTime({ sent, now }) {
    this.meter.add(sent, now, Date.now());
    this.dispatchEvent(new CustomEvent("offset", { detail: this.meter.value }));
  }

  askTime() {
    this.send(message("time", { sent: Date.now() }));
  }

  /** @param {number} code */
  closed(code) {
    this.socket = null;
    this.stopTimers();
    if (isFinal(code)) {
      this.code = code;
      this.moveTo("closed");
      return;
    }
    this.since ??= new Date();
    this.moveTo("offline");
    this.retryTimer = window.setTimeout(() => this.open(), asksToReturn(code) ? Math.random() * 800 : this.nextWait());
  }

  /** The wait doubles each time; a random half of it keeps a whole hall from coming back in the same instant. */
  nextWait() {
    const full = Math.min(LONGEST_WAIT, FIRST_WAIT * 2 ** this.attempt);
    this.attempt += 1;
    return full / 2 + (Math.random() * full) / 2;
  }

  retryNow() {
    if (this.phase === "closed" || this.isOpen) return;
    this.attempt = 0;
    this.open();
  }

  /** The network is gone: say so at once instead of waiting for the socket to notice. */
  lose() {
    const socket = this.socket;
    if (!socket || this.phase === "closed") return;
    this.closed(1006);
    socket.close();
  }

  /** Somebody looks at the page again: after a sleep the socket may be dead without knowing it. */
  wake() {
    if (!this.isOpen) return this.retryNow();
    this.askTime();
    const asked = Date.now();
    this.later(() => this.heardAt < asked && this.lose(), SILENCE / 2);
  }

  beat() {
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
