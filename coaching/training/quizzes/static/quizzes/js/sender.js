/**
 * Sends answers that wait in the outbox, one after another in their order, until the server has answered each. It never
 * gives up: without a network it tries again, sooner when the browser says that it is back.
 *
 * Events: "change" (the state may be another), "overtaken" and "refused" (detail: the entry).
 */

import { OffsetMeter } from "../../rooms/js/offset.js";

const PATIENCE = 12_000;
const WAITS = [1_000, 2_000, 4_000, 8_000, 15_000];

const csrfToken = () => document.cookie.match(/(?:^|; )csrftoken=([^;]+)/)?.[1] ?? "";

export class Sender extends EventTarget {
  /**
   * @param {import("../../rooms/js/outbox.js").Outbox} outbox
   * @param {string} address
   */
  constructor(outbox, address) {
    super();
    this.outbox = outbox;
    this.address = address;
    this.meter = new OffsetMeter();
    this.isOffline = !navigator.onLine;
    this.isSignedOut = false;
    this.isSending = false;
    this.failures = 0;
    this.timer = 0;
    outbox.addEventListener("change", () => this.changed());
    outbox.addEventListener("found", () => this.pump());
    window.addEventListener("online", () => this.pump());
    window.addEventListener("offline", () => this.lost());
    document.addEventListener("visibilitychange", () => document.visibilityState === "visible" && this.pump());
  }

  /** The time by the server's clock. */
  get now() {
    return new Date(Date.now() + (this.meter.value ?? 0));
  }

  changed() {
    this.dispatchEvent(new Event("change"));
  }

  lost() {
    this.isOffline = true;
    this.changed();
  }

  /** Send what waits. Whoever calls it while it sends waits for the same. */
  pump() {
    window.clearTimeout(this.timer);
    this.sending ??= this.sendAll().finally(() => {
      this.sending = null;
      if (this.outbox.waiting.length && !this.failures) this.pump();
    });
    return this.sending;
  }

  async sendAll() {
    for (let [entry] = this.outbox.waiting; entry; [entry] = this.outbox.waiting) {
      if (!(await this.send(entry))) {
        this.timer = window.setTimeout(() => this.pump(), WAITS[Math.min(this.failures, WAITS.length) - 1]);
        return;
      }
    }
  }

  /**
   * @param {import("../../rooms/js/outbox.js").Entry} entry
   * @returns {Promise<boolean>} whether the server has decided about it
   */
  async send(entry) {
    this.outbox.markSent(entry);
    const answer = await this.ask({ method: "POST", body: JSON.stringify({ id: entry.id, ...entry.data }) });
    if (answer?.status === 200) {
      this.outbox.accept(entry.id, 0);
      this.outbox.release(0);
      if (answer.content.state === "overtaken") this.dispatchEvent(new CustomEvent("overtaken", { detail: entry }));
      return true;
    }
    if (answer?.content?.words) {
      this.outbox.refuse(entry.id, { code: answer.content.error, message: answer.content.words });
      this.dispatchEvent(new CustomEvent("refused", { detail: entry }));
      return true;
    }
    return false;
  }

  /** What the server knows of the attempt; null without a network. */
  async state() {
    const answer = await this.ask({});
    return answer?.status === 200 ? answer.content : null;
  }

  /**
   * @param {RequestInit} options
   * @param {string} [address]
   * @returns {Promise<{status: number, content: any}|null>} null if nobody answered
   */
  async ask(options, address = this.address) {
    const headers = { "Content-Type": "application/json", "X-CSRFToken": csrfToken() };
    const sent = Date.now();
    try {
      const signal = AbortSignal.timeout(PATIENCE);
      const response = await fetch(address, { ...options, headers, signal, cache: "no-store", credentials: "same-origin" });
      const content = await response.json().catch(() => null);
      if (content?.now) this.meter.add(sent, Date.parse(content.now), Date.now());
      this.heard(response.status);
      return { status: response.status, content };
    } catch {
      this.failures += 1;
      this.lost();
      return null;
    }
  }

  /** @param {number} status */
  heard(status) {
    this.isOffline = false;
    this.isSignedOut = status === 401 || status === 403;
    this.failures = status === 200 || status === 409 ? 0 : this.failures + 1;
    this.changed();
  }
}
