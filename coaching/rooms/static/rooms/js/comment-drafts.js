/**
 * Comments that are half written, by competitor and aspect. They survive a reload like what waits in the outbox, and are
 * this seat's alone; where a browser keeps nothing (a private window) memory must do.
 */

const PREFIX = "podium-comment-drafts:";
const KEPT_FOR = 14 * 24 * 60 * 60 * 1_000;

export class CommentDrafts {
  /** @param {string} scope whose comments: the room, the view and the participant */
  constructor(scope) {
    this.place = PREFIX + scope;
    /** @type {Map<string, string>} */
    this.texts = new Map(this.read());
  }

  /** @returns {[string, string][]} what an earlier page left behind, if it is not too old to be of use */
  read() {
    try {
      const { at, texts } = JSON.parse(localStorage.getItem(this.place) ?? "{}");
      return Date.now() - at < KEPT_FOR ? Object.entries(texts) : [];
    } catch {
      return [];
    }
  }

  /** @param {string} key */
  get(key) {
    return this.texts.get(key);
  }

  /**
   * @param {string} key
   * @param {string} text
   */
  set(key, text) {
    this.texts.set(key, text);
    this.write();
  }

  /** @param {string} key */
  delete(key) {
    if (this.texts.delete(key)) this.write();
  }

  write() {
    try {
      const kept = { at: Date.now(), texts: Object.fromEntries(this.texts) };
      if (this.texts.size) localStorage.setItem(this.place, JSON.stringify(kept));
      else localStorage.removeItem(this.place);
    } catch {
      // Nothing is kept here: the page that is open goes on without.
    }
  }
}

/** @type {Map<string, CommentDrafts>} */
const all = new Map();

/**
 * The drafts of one seat, the same for every row of its sheet.
 * @param {string} scope
 */
export function draftsOf(scope) {
  if (!all.has(scope)) all.set(scope, new CommentDrafts(scope));
  return all.get(scope);
}
