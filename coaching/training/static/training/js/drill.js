/**
 * `<podium-drill minutes>` is a clock that the learner starts herself. It stores when it ends and asks no server; the
 * sound at the end is her choice, and off until she makes it.
 */
const SECOND = 1000;
const TONE = { hertz: 880, seconds: 0.6, volume: 0.2 };

class PodiumDrill extends HTMLElement {
  #timer = document.createElement("podium-timer");
  #start = button("button-primary");
  #reset = button("button-quiet");
  #sound = /** @type {HTMLInputElement} */ (document.createElement("input"));
  #said = document.createElement("p");
  #endsAt = 0;
  #left = 0;
  #waiting = 0;

  connectedCallback() {
    if (this.#timer.isConnected) return;
    this.querySelector(".drill-time")?.replaceWith(this.#timer);
    this.#timer.className = "timer";
    this.#timer.setAttribute("role", "timer");
    this.#timer.setAttribute("duration", String(this.#whole));
    this.append(this.#controls());
    this.#toStart();
  }

  disconnectedCallback() {
    clearTimeout(this.#waiting);
  }

  get #whole() {
    return Math.max(1, Number(this.getAttribute("minutes")) || 1) * 60;
  }

  #controls() {
    const row = document.createElement("div");
    row.className = "drill-acts";
    this.#start.addEventListener("click", () => (this.#endsAt ? this.#pause() : this.#go()));
    this.#reset.textContent = window.gettext("Start anew");
    this.#reset.addEventListener("click", () => this.#toStart());
    this.#sound.type = "checkbox";
    const label = document.createElement("label");
    label.className = "choice";
    const words = document.createElement("span");
    words.textContent = window.gettext("Sound at the end");
    label.append(this.#sound, words);
    this.#said.className = "visually-hidden";
    this.#said.setAttribute("role", "status");
    row.append(this.#start, this.#reset, label, this.#said);
    return row;
  }

  #toStart() {
    clearTimeout(this.#waiting);
    [this.#endsAt, this.#left] = [0, this.#whole];
    this.#show("waiting", window.gettext("Start"));
    this.#reset.hidden = true;
    this.#start.hidden = false;
  }

  #go() {
    this.#endsAt = Date.now() + this.#left * SECOND;
    this.#timer.setAttribute("ends-at", new Date(this.#endsAt).toISOString());
    this.#show("running", window.gettext("Pause"));
    this.#reset.hidden = false;
    this.#wait();
  }

  /** A tab that slept wakes late: the end is what the clock says, never how often it was asked. */
  #wait() {
    clearTimeout(this.#waiting);
    const left = this.#endsAt - Date.now();
    if (left <= 0) this.#over();
    else this.#waiting = window.setTimeout(() => this.#wait(), Math.min(left, 60 * SECOND));
  }

  #pause() {
    clearTimeout(this.#waiting);
    this.#left = Math.max(0, Math.ceil((this.#endsAt - Date.now()) / SECOND));
    this.#endsAt = 0;
    this.#show("paused", window.gettext("Go on"));
  }

  #over() {
    [this.#endsAt, this.#left] = [0, 0];
    this.#show("over", "");
    this.#start.hidden = true;
    this.#reset.focus();
    this.#said.textContent = window.gettext("Time is over");
    if (this.#sound.checked) ring();
  }

  /** @param {string} phase @param {string} word */
  #show(phase, word) {
    this.#said.textContent = "";
    this.#timer.setAttribute("remaining", String(this.#left));
    this.#timer.setAttribute("phase", phase);
    this.#start.textContent = word;
  }
}

/** @param {string} kind */
function button(kind) {
  const made = document.createElement("button");
  made.type = "button";
  made.className = `button ${kind} button-normal`;
  return made;
}

function ring() {
  const context = new AudioContext();
  const tone = context.createOscillator();
  const volume = context.createGain();
  tone.frequency.value = TONE.hertz;
  volume.gain.setValueAtTime(TONE.volume, context.currentTime);
  volume.gain.exponentialRampToValueAtTime(0.001, context.currentTime + TONE.seconds);
  tone.connect(volume).connect(context.destination);
  tone.start();
  tone.stop(context.currentTime + TONE.seconds);
  tone.onended = () => context.close();
}

customElements.define("podium-drill", PodiumDrill);
