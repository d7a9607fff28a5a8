/**
 * Which commands, photos and voice notes of a seat are settled for good: what waited without a network and was answered
 * since, and what the judge let go of. A saved sheet that is opened again brings none of them back.
 */

const PREFIX = "podium-settled:";
/** The newest stay: far more than a sheet keeps waiting. */
const MOST = 2_000;

export class Settled {
  /** @param {string} scope whose commands: the room, the view and the participant */
  constructor(scope) {
    this.place = PREFIX + scope;
    /** @type {Set<string>} */
    this.ids = new Set(this.read());
  }

  /** @returns {string[]} */
  read() {
    try {
      const kept = JSON.parse(localStorage.getItem(this.place) ?? "[]");
      return Array.isArray(kept) ? kept : [];
    } catch {
      return [];
    }
  }

  /** @param {string} id */
  has(id) {
    return this.ids.has(id);
  }

  /** @param {string} id */
  add(id) {
    this.ids.add(id);
    try {
      localStorage.setItem(this.place, JSON.stringify([...this.ids].slice(-MOST)));
    } catch {
      // Nothing is kept here: the page that is open remembers.
    }
  }
}
