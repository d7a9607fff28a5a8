/**
 * A room over plain HTTP, for browsers whose sockets a proxy does not let through: what there is to see is asked for
 * every few seconds, commands go out one after another, and the answers are the same as a socket's.
 */

const QUICK = 2_000;
const CALM = 5_000;
const HIDDEN = 15_000;
const SLOWER = 1.25;
const PATIENCE = 15_000;
/** With which code a socket would have been closed, by the status of an answer. */
const CODES = Object.freeze({ 403: 4401, 404: 4404, 410: 4410 });

/**
 * The wait before the next look, without its random part: short while things change, longer when nothing does, and
 * longest while nobody looks at the page.
 * @param {number} last the wait before, in milliseconds
 * @param {{changed: boolean, hidden: boolean}} found
 * @returns {number} milliseconds
 */
export function nextLook(last, { changed, hidden }) {
  if (hidden) return HIDDEN;
  return changed ? QUICK : Math.min(CALM, Math.max(QUICK, last * SLOWER));
}

/** Up to a fifth more or less, so that a whole hall does not ask in the same instant. */
const scattered = (wait) => wait * (0.8 + 0.4 * Math.random());

const csrfToken = () => document.cookie.match(/(?:^|; )csrftoken=([^;]+)/)?.[1] ?? "";

const isHidden = () => document.visibilityState === "hidden";

/**
 * The content of an answer as JSON; null for anything else, such as the page that a proxy puts in its place.
 * @param {Response} response
 * @returns {Promise<any>}
 */
const contentOf = (response) => response.json().catch(() => null);

export class PlainWay {
  /**
   * @param {{state: string, commands: string}} addresses
   * @param {{heard: (content: any) => void, lost: () => void, refused: (code: number) => void}} tell
   */
  constructor(addresses, tell) {
    this.addresses = addresses;
    this.tell = tell;
    this.etag = "";
    this.wait = QUICK;
    this.timer = 0;
    this.stopped = false;
    /** @type {Promise<unknown>} the last command under way */
    this.last = Promise.resolve();
    this.underWay = 0;
  }

  stop() {
    this.stopped = true;
    window.clearTimeout(this.timer);
  }

  /** The network is gone, or what answers is not the room: whoever uses this way is told once. */
  lose() {
    if (this.stopped) return;
    this.stop();
    this.tell.lost();
  }

  /** Look at the room now, and then again and again. */
  async look() {
    window.clearTimeout(this.timer);
    try {
      const changed = await this.looked();
      if (this.stopped) return;
      this.wait = nextLook(this.wait, { changed, hidden: isHidden() });
      window.clearTimeout(this.timer);
      this.timer = window.setTimeout(() => this.look(), scattered(this.wait));
    } catch {
      this.lose();
    }
  }

  /** Look soon: something was done that changes the room, or somebody has come back to the page. */
  lookSoon() {
    this.wait = QUICK;
    if (!this.stopped) this.look();
  }

  /** @returns {Promise<boolean>} whether there was news */
  async looked() {
    const headers = this.etag ? { "If-None-Match": this.etag } : {};
    const response = await this.ask(this.addresses.state, { headers });
    if (this.stopped || response.status === 304 || response.status === 429) return false;
    const content = await contentOf(response);
    if (response.ok && content?.type === "snapshot") {
      this.etag = response.headers.get("ETag") ?? "";
      this.tell.heard(content);
      return true;
    }
    return this.turnedAway(response, content);
  }

  /**
   * Send a message; those of one page are answered in their order.
   * @param {{id: string, type: string}} content
   */
  send(content) {
    this.underWay += 1;
    this.last = this.last
      .then(() => !this.stopped && this.posted(content))
      .catch(() => this.lose())
      .finally(() => (this.underWay -= 1));
  }

  /** @param {{id: string, type: string}} content */
  async posted(content) {
    let response = await this.post(content);
    let answer = await contentOf(response);
    if (response.status === 403 && !answer) {
      // The token was too old; a look at the room brings a new one.
      await this.looked();
      response = await this.post(content);
      answer = await contentOf(response);
    }
    if (this.stopped) return;
    if (!answer?.type) throw new TypeError("no answer of a room");
    // What is so wrong that the room did not read its id is answered all the same: nothing else is under way.
    const { code, message } = answer;
    this.tell.heard(answer.type === "error" ? { type: "reply", id: content.id, ok: false, error: { code, message } } : answer);
    if (response.status in CODES) this.turnedAway(response, answer);
    else if (content.type !== "time" && this.underWay === 1) this.lookSoon();
  }

  /** @param {object} content */
  post(content) {
    const headers = { "Content-Type": "application/json", "X-CSRFToken": csrfToken() };
    return this.ask(this.addresses.commands, { method: "POST", headers, body: JSON.stringify(content) });
  }

  /**
   * @param {string} address
   * @param {RequestInit} options
   */
  ask(address, options) {
    const signal = AbortSignal.timeout(PATIENCE);
    return fetch(address, { ...options, signal, cache: "no-store", credentials: "same-origin" });
  }

  /**
   * The room itself says that this browser may not look at it; anybody else's refusal is a network that fails.
   * @param {Response} response
   * @param {any} content
   * @returns {boolean}
   */
  turnedAway(response, content) {
    const isOfRoom = content?.type === "error" || content?.type === "reply";
    if (!isOfRoom || !(response.status in CODES)) throw new TypeError(`the room answered ${response.status}`);
    this.stop();
    this.tell.refused(CODES[response.status]);
    return false;
  }
}
