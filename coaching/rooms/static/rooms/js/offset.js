/**
 * How far the server's clock is ahead of this browser's: the median of several round trips, so that one slow
 * answer, a throttled tab or a laptop that slept changes nothing. Until the first answer what was measured last holds,
 * also over a reload and without a network.
 */

const KEPT = 9;
const REMEMBERED = "podium-clock-offset";

/** @returns {number|null} */
function remembered() {
  try {
    const text = localStorage.getItem(REMEMBERED);
    return text === null || Number.isNaN(Number(text)) ? null : Number(text);
  } catch {
    return null;
  }
}

/** @param {number} offset */
function remember(offset) {
  try {
    localStorage.setItem(REMEMBERED, String(offset));
  } catch {
    // The next page begins with its own first answer.
  }
}

/**
 * @param {number[]} values
 * @returns {number}
 */
export function median(values) {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = Math.floor(sorted.length / 2);
  return sorted.length % 2 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
}

export class OffsetMeter {
  constructor() {
    /** @type {number[]} */
    this.samples = [];
    this.before = remembered();
  }

  /**
   * Take in one round trip; all three are milliseconds since 1970, `now` by the server's clock.
   * @param {number} sent
   * @param {number} now
   * @param {number} received
   */
  add(sent, now, received) {
    if (received < sent) return; // this browser's clock was set back in between
    this.samples.push(now - (sent + received) / 2);
    if (this.samples.length > KEPT) this.samples.shift();
    remember(this.value);
  }

  /** Measure anew: after a break this browser's clock may have been set. The old value holds until the first answer. */
  reset() {
    this.before = this.value;
    this.samples = [];
  }

  /**
   * Server minus browser, in milliseconds; null before the first answer that this browser ever had.
   * @returns {number|null}
   */
  get value() {
    return this.samples.length ? Math.round(median(this.samples)) : this.before;
  }
}
