/**
 * What was said last about each command of a seat, until the database of this browser has written it. A transaction takes
 * its time and is thrown away with a page that is left meanwhile; this is written before the next line runs. Where a
 * browser has no database, it stays here.
 *
 * @typedef {{id: string, [key: string]: any}} Entry a command as the outbox keeps it
 */

const PREFIX = "podium-outbox:";

export class Journal {
  /** @param {string} scope whose commands: the room, the view and the participant */
  constructor(scope) {
    this.prefix = `${PREFIX}${scope}:`;
  }

  /**
   * Note that a command is now like this, or gone.
   * @param {string} id
   * @param {Entry|null} entry
   * @returns {string|null} what was noted, for `done`; null if this browser notes nothing
   */
  note(id, entry) {
    const text = JSON.stringify(entry);
    try {
      localStorage.setItem(this.prefix + id, text);
      return text;
    } catch {
      return null; // Full, or a browser that keeps nothing: the database may still.
    }
  }

  /**
   * The database has written what was noted: it need not stand here any longer, unless there is news of it.
   * @param {string} id
   * @param {string|null} text
   */
  done(id, text) {
    try {
      if (text !== null && localStorage.getItem(this.prefix + id) === text) localStorage.removeItem(this.prefix + id);
    } catch {
      // Nothing was noted.
    }
  }

  /**
   * Whether a command stands here.
   * @param {string} id
   */
  holds(id) {
    try {
      return localStorage.getItem(this.prefix + id) !== null;
    } catch {
      return false;
    }
  }

  /**
   * What the database may not know yet.
   * @returns {Map<string, Entry|null>} by id; null for a command that is gone
   */
  read() {
    const found = new Map();
    try {
      for (const key of Object.keys(localStorage).filter((name) => name.startsWith(this.prefix))) {
        found.set(key.slice(this.prefix.length), JSON.parse(localStorage.getItem(key)));
      }
    } catch {
      // Nothing was noted.
    }
    return found;
  }
}
