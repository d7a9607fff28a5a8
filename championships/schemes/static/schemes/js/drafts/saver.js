/**
 * Saves edits by itself: each has an id of its own, is written down in this browser first, and goes out again until
 * the server has it. Edits go out in their order, a packet at a time, with the revision they were made on.
 *
 * Events: "state", "figures" (what the draft adds up to now), "stale" (somebody else was faster; the state is in the
 * detail), "refused" (one edit cannot be kept).
 *
 * @typedef {{id: string, command: import("./content.js").Command, was: unknown}} Edit
 * @typedef {"saved"|"saving"|"offline"|"signed-out"|"closed"|"failed"} State
 */

import { newId } from "./words.js";

const PACKET = 50;
const FIRST_WAIT = 2_000;
const LONGEST_WAIT = 30_000;

/** @returns {string} the token that Django asks of a page that sends something */
const token = () => document.querySelector("input[name=csrfmiddlewaretoken]")?.value ?? "";

/**
 * Send JSON to an address of ours.
 * @param {string} address
 * @param {unknown} body
 */
export const send = (address, body) =>
  fetch(address, {
    method: "POST",
    headers: { "Content-Type": "application/json", "X-CSRFToken": token() },
    body: JSON.stringify(body),
    redirect: "manual",
  });

export class Saver extends EventTarget {
  /**
   * @param {string} address
   * @param {string} draft
   * @param {number} revision
   */
  constructor(address, draft, revision) {
    super();
    this.address = address;
    this.revision = revision;
    this.store = new Waiting(draft);
    /** @type {Edit[]} */
    this.waiting = this.store.adopt();
    /** @type {State} */
    this.state = "saved";
    this.message = "";
    this.busy = false;
    this.wait = FIRST_WAIT;
    this.timer = 0;
    window.addEventListener("online", () => this.flush());
    document.addEventListener("visibilitychange", () => document.visibilityState === "visible" && this.flush());
  }

  /**
   * Keep an edit and send it.
   * @param {import("./content.js").Command} command
   * @param {unknown} was what the field held before, for an edit that sets one
   */
  add(command, was) {
    this.waiting.push({ id: newId(), command, was });
    this.store.keep(this.waiting);
    this.flush();
  }

  /** @param {Edit[]} edits what is left to be sent after a change of the base */
  rebase(edits, revision) {
    this.waiting = edits;
    this.revision = revision;
    this.store.keep(edits);
    this.flush();
  }

  async flush() {
    if (this.busy || this.state === "closed") return;
    if (!this.waiting.length) return this.become("saved");
    this.busy = true;
    window.clearTimeout(this.timer);
    this.become("saving");
    const packet = this.waiting.slice(0, PACKET).map(({ id, command }) => ({ id, command }));
    const answer = await send(this.address, { revision: this.revision, edits: packet }).catch(() => null);
    const said = answer?.headers.get("Content-Type")?.includes("json") ? await answer.json().catch(() => null) : null;
    this.busy = false;
    this.take(answer, said);
  }

  /**
   * @param {Response|null} answer
   * @param {any} said
   */
  take(answer, said) {
    if (!answer || answer.status >= 500) return this.later("offline", "");
    if (answer.type === "opaqueredirect") return this.later("signed-out", "");
    if (answer.ok && said) return this.kept(said);
    if (said?.error === "stale") return this.tell("stale", said);
    if (said?.error === "closed") return this.become("closed", said.message);
    this.later("failed", said?.message ?? "");
  }

  kept(said) {
    const saved = new Set(said.saved);
    const refused = this.waiting.find((edit) => edit.id === said.refused);
    this.waiting = this.waiting.filter((edit) => !saved.has(edit.id) && edit !== refused);
    this.revision = said.revision;
    this.wait = FIRST_WAIT;
    this.store.keep(this.waiting);
    this.tell("figures", said.figures);
    if (refused) this.tell("refused", { edit: refused, message: said.message });
    else this.flush();
  }

  /** Try again: soon at first, then more and more seldom. */
  later(state, message) {
    this.become(state, message);
    this.timer = window.setTimeout(() => this.flush(), this.wait);
    this.wait = Math.min(2 * this.wait, LONGEST_WAIT);
  }

  /** @param {State} state @param {string} [message] */
  become(state, message = "") {
    this.state = state;
    this.message = message;
    this.tell("state", state);
  }

  /** @param {string} name @param {unknown} detail */
  tell(name, detail) {
    this.dispatchEvent(new CustomEvent(name, { detail }));
  }
}

/** Edits that no answer has come for, written down in this browser so that they survive a reload. */
class Waiting {
  /** @param {string} draft */
  constructor(draft) {
    this.prefix = `podium-draft-${draft}-`;
    this.key = this.prefix + newId();
  }

  /** Take over what earlier pages left; an edit that two pages send is made once. @returns {Edit[]} */
  adopt() {
    try {
      const keys = Object.keys(localStorage).filter((key) => key.startsWith(this.prefix));
      const left = keys.flatMap((key) => JSON.parse(localStorage.getItem(key) ?? "[]"));
      for (const key of keys) localStorage.removeItem(key);
      this.keep(left);
      return left;
    } catch {
      return [];
    }
  }

  /** @param {Edit[]} edits */
  keep(edits) {
    try {
      if (edits.length) localStorage.setItem(this.key, JSON.stringify(edits));
      else localStorage.removeItem(this.key);
    } catch {
      // The browser keeps nothing (a private window, a full disk): what waits is still in memory and still goes out.
    }
  }
}
