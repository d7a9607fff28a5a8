/** How long somebody was at each question, for the statistics of its author: while it had the focus and the page was in sight. */

const LONGEST_BREAK = 5 * 60 * 1_000;

export class Stopwatch {
  /** @param {HTMLElement[]} sections */
  constructor(sections) {
    /** @type {Map<HTMLElement, number>} milliseconds */
    this.spent = new Map();
    this.current = sections[0] ?? null;
    this.since = Date.now();
    for (const section of sections) {
      section.addEventListener("focusin", () => this.go(section));
      section.addEventListener("pointerdown", () => this.go(section));
    }
    document.addEventListener("visibilitychange", () => this.go(this.current));
  }

  /** @param {HTMLElement|null} section */
  go(section) {
    const passed = Math.min(Date.now() - this.since, LONGEST_BREAK);
    // Coming back into sight begins anew: what passed meanwhile was no work on the question.
    if (this.current && !this.wasHidden) this.spent.set(this.current, (this.spent.get(this.current) ?? 0) + passed);
    this.wasHidden = document.visibilityState === "hidden";
    this.current = section;
    this.since = Date.now();
  }

  /**
   * @param {HTMLElement} section
   * @returns {number} whole seconds
   */
  seconds(section) {
    this.go(section);
    return Math.round((this.spent.get(section) ?? 0) / 1_000);
  }
}
