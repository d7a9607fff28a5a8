/**
 * `<podium-timer phase ends-at remaining duration offset>` draws the time that is left. It asks nobody: whoever owns
 * the clock sets the attributes. `ends-at` is an ISO time of the server, `offset` is server minus client in
 * milliseconds, `remaining` and `duration` are seconds. Orange only while it runs.
 */
const NOTICES_AT_SECONDS = [600, 300, 60];

/**
 * @param {number} seconds whole seconds, 0 or more
 * @returns {string} 1:02:03, or 02:03 under an hour
 */
export function clockText(seconds) {
  const two = (/** @type {number} */ part) => String(part).padStart(2, "0");
  const [hours, minutes, rest] = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60, seconds % 60];
  return hours > 0 ? `${hours}:${two(minutes)}:${two(rest)}` : `${two(minutes)}:${two(rest)}`;
}

/**
 * @param {{phase: string, endsAt: string | null, remaining: string | null, offset: number}} clock
 * @param {number} now client time in milliseconds
 * @returns {number} whole seconds left, 0 or more
 */
export function secondsLeft(clock, now) {
  if (clock.phase === "over") return 0;
  const ends = Date.parse(clock.endsAt ?? "");
  if (clock.phase !== "running" || Number.isNaN(ends)) return Math.max(0, Math.round(Number(clock.remaining) || 0));
  return Math.max(0, Math.ceil((ends - (now + clock.offset)) / 1000));
}

class PodiumTimer extends HTMLElement {
  static observedAttributes = ["phase", "ends-at", "remaining", "duration", "offset"];

  #timeout = 0;
  #said = 0;
  #figures = document.createElement("span");
  #word = document.createElement("span");
  #notice = document.createElement("span");
  #bar = document.createElement("progress");

  constructor() {
    super();
    this.#figures.className = "timer-figures";
    this.#word.className = "timer-word";
    this.#notice.className = "visually-hidden";
    this.#notice.setAttribute("aria-live", "polite");
    this.#bar.className = "timer-bar";
    this.#bar.setAttribute("aria-hidden", "true");
  }

  connectedCallback() {
    if (!this.#figures.isConnected) this.replaceChildren(this.#figures, this.#word, this.#bar, this.#notice);
    this.#draw();
  }

  disconnectedCallback() {
    clearTimeout(this.#timeout);
  }

  attributeChangedCallback() {
    if (this.#figures.isConnected) this.#draw();
  }

  /** Seconds left now; other modules may read it. */
  get left() {
    return secondsLeft(
      {
        phase: this.getAttribute("phase") ?? "waiting",
        endsAt: this.getAttribute("ends-at"),
        remaining: this.getAttribute("remaining"),
        offset: Number(this.getAttribute("offset")) || 0,
      },
      Date.now(),
    );
  }

  #draw() {
    clearTimeout(this.#timeout);
    const left = this.left;
    const running = this.getAttribute("phase") === "running";
    this.#figures.textContent = clockText(left);
    this.#word.textContent = this.#phaseWord(left);
    this.toggleAttribute("data-last-minute", running && left > 0 && left <= 60);
    this.toggleAttribute("data-over", this.getAttribute("phase") === "over" || (running && left === 0));
    this.#drawBar(left);
    if (!running) return;
    this.#say(left);
    // The next change is at the next whole second of the server's clock, not one second from now.
    const serverNow = Date.now() + (Number(this.getAttribute("offset")) || 0);
    const ends = Date.parse(this.getAttribute("ends-at") ?? "") || serverNow;
    const wait = left > 0 ? (((ends - serverNow) % 1000) + 1000) % 1000 || 1000 : 1000;
    this.#timeout = window.setTimeout(() => this.#draw(), Math.max(50, wait + 5));
  }

  /** @param {number} left */
  #drawBar(left) {
    const duration = Number(this.getAttribute("duration")) || 0;
    this.#bar.hidden = duration <= 0;
    this.#bar.max = Math.max(1, duration);
    this.#bar.value = Math.min(left, duration);
  }

  /** @param {number} left */
  #phaseWord(left) {
    const { gettext } = window;
    const phase = this.getAttribute("phase");
    if (phase === "over" || (phase === "running" && left === 0)) return gettext("Time is over");
    if (phase === "paused") return gettext("Paused");
    return phase === "running" ? gettext("Time left") : gettext("Not started");
  }

  /**
   * A screen reader hears the time at a few moments, never every second.
   * @param {number} left
   */
  #say(left) {
    const reached = NOTICES_AT_SECONDS.filter((at) => left <= at).length + (left === 0 ? 1 : 0);
    if (reached === this.#said) return;
    const first = this.#said === 0 && left !== NOTICES_AT_SECONDS[reached - 1];
    this.#said = reached;
    if (first && left > 0) return;
    this.#notice.textContent = left === 0 ? window.gettext("Time is over") : this.#minutesText(left);
  }

  /** @param {number} left */
  #minutesText(left) {
    const minutes = Math.ceil(left / 60);
    return window.interpolate(window.ngettext("%s minute left", "%s minutes left", minutes), [minutes]);
  }
}

customElements.define("podium-timer", PodiumTimer);
