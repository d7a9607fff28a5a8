/**
 * `<podium-timer phase ends-at remaining duration offset>` draws the time that is left. It asks nobody: whoever owns
 * the clock sets the attributes. `ends-at` is an ISO time of the server, `offset` is server minus client in
 * milliseconds, `remaining` and `duration` are seconds. Orange only while it runs. It is computed from the end at every
 * tick and whenever somebody looks at the page again, so that no sleep makes it wrong. It says nothing by itself.
 */
const GOES = new Set(["reading", "running", "break"]);

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
  if (!GOES.has(clock.phase) || Number.isNaN(ends)) return Math.max(0, Math.round(Number(clock.remaining) || 0));
  return Math.max(0, Math.ceil((ends - (now + clock.offset)) / 1000));
}

class PodiumTimer extends HTMLElement {
  static observedAttributes = ["phase", "ends-at", "remaining", "duration", "offset"];

  #timeout = 0;
  #figures = document.createElement("span");
  #word = document.createElement("span");
  #bar = document.createElement("progress");

  constructor() {
    super();
    this.#figures.className = "timer-figures";
    this.#word.className = "timer-word";
    this.#bar.className = "timer-bar";
    this.#bar.setAttribute("aria-hidden", "true");
  }

  connectedCallback() {
    if (!this.#figures.isConnected) this.replaceChildren(this.#figures, this.#word, this.#bar);
    document.addEventListener("visibilitychange", this.#look);
    window.addEventListener("pageshow", this.#look);
    this.#draw();
  }

  disconnectedCallback() {
    document.removeEventListener("visibilitychange", this.#look);
    window.removeEventListener("pageshow", this.#look);
    clearTimeout(this.#timeout);
  }

  #look = () => this.#draw();

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
    const phase = this.getAttribute("phase") ?? "";
    const running = phase === "running";
    this.#figures.textContent = clockText(left);
    this.#word.textContent = this.#phaseWord(left);
    this.toggleAttribute("data-last-minute", running && left > 0 && left <= 60);
    this.toggleAttribute("data-over", phase === "over" || (running && left === 0));
    this.#drawBar(left);
    if (!GOES.has(phase)) return;
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
    if (phase === "reading") return gettext("Reading time");
    if (phase === "break") return gettext("Break");
    return phase === "running" ? gettext("Time left") : gettext("Not started");
  }
}

customElements.define("podium-timer", PodiumTimer);
