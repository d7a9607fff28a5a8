/**
 * Calls of the time: a band on every page of a room, said once to screen readers; with a sound and a flash for whoever
 * wants them on this device. The sounds are made here, so nothing is loaded when the moment comes.
 */

import { callText } from "./clock.js";
import { setAttribute, setText, show } from "./paint.js";
import { gettext } from "./words.js";

const KEPT = "podium-clock-calls";
const MADE = "podium-clock-called";
/** Pitch in hertz, start and length in seconds. */
const TONES = {
  begin: [[523, 0, 0.18], [784, 0.22, 0.35]],
  left: [[880, 0, 0.16], [880, 0.26, 0.16]],
  over: [[660, 0, 0.4], [660, 0.55, 0.4], [660, 1.1, 0.7]],
};
const LOUDNESS = 0.3;
const FLASH_LASTS = 3_000;

/** The reader's choices, kept on this device; both are off until somebody switches them on. */
export const choices = {
  /** @returns {{sound: boolean, flash: boolean}} */
  read() {
    try {
      return { sound: false, flash: false, ...JSON.parse(localStorage.getItem(KEPT) ?? "{}") };
    } catch {
      return { sound: false, flash: false };
    }
  },
  /**
   * @param {"sound"|"flash"} name
   * @param {boolean} chosen
   */
  write(name, chosen) {
    try {
      localStorage.setItem(KEPT, JSON.stringify({ ...choices.read(), [name]: chosen }));
    } catch {
      // A browser that keeps nothing asks again on the next page.
    }
  },
};

/** Tones by WebAudio; a browser lets a page sound only after somebody has touched it. */
class Sound {
  /** @type {AudioContext|null} */
  context = null;

  /** Call this while somebody clicks or presses a key. */
  unlock() {
    this.context ??= window.AudioContext ? new AudioContext() : null;
    return this.context?.resume();
  }

  /** Whether a sound would be heard now. */
  get isReady() {
    return this.context?.state === "running";
  }

  /** @param {"begin"|"left"|"over"} kind */
  play(kind) {
    const { context } = this;
    if (!context || !this.isReady) return;
    for (const [pitch, start, length] of TONES[kind]) {
      const tone = new OscillatorNode(context, { frequency: pitch });
      const level = new GainNode(context, { gain: 0 });
      const begins = context.currentTime + start;
      level.gain.setValueAtTime(0, begins);
      level.gain.linearRampToValueAtTime(LOUDNESS, begins + 0.02);
      level.gain.setValueAtTime(LOUDNESS, begins + length - 0.04);
      level.gain.linearRampToValueAtTime(0, begins + length);
      tone.connect(level).connect(context.destination);
      tone.start(begins);
      tone.stop(begins + length);
    }
  }
}

/** The calls that were already made on this page and before it was loaded again. */
const made = {
  /** @param {string} key */
  has: (key) => {
    try {
      return sessionStorage.getItem(MADE) === key;
    } catch {
      return made.last === key;
    }
  },
  /** @param {string} key */
  add: (key) => {
    made.last = key;
    try {
      sessionStorage.setItem(MADE, key);
    } catch {
      // Only a reload within the same minute would say it twice.
    }
  },
  last: "",
};

export class CallBand {
  constructor() {
    this.sound = new Sound();
    this.key = "";
    this.closed = "";
    this.isTrial = false;
    this.flashTimer = 0;
    this.band = document.createElement("div");
    this.band.className = "clock-call";
    this.band.hidden = true;
    this.text = this.band.appendChild(document.createElement("p"));
    this.text.className = "clock-call-text";
    this.band.append(this.closer());
    this.voice = document.createElement("p");
    this.voice.className = "visually-hidden";
    this.voice.setAttribute("role", "status");
    document.body.append(this.band, this.voice);
    this.followChoices();
  }

  closer() {
    const button = document.createElement("button");
    button.type = "button";
    button.className = "clock-call-close";
    button.textContent = "×";
    button.setAttribute("aria-label", gettext("Close"));
    button.addEventListener("click", () => {
      this.closed = this.key;
      this.isTrial = false;
      this.hide();
    });
    return button;
  }

  /**
   * Show the call that stands now; sound, flash and voice come once for each.
   * @param {import("./clock.js").Call|null} call
   */
  show(call) {
    this.key = call ? `${call.kind}:${call.minutes}:${call.at}` : "";
    if (!call && this.isTrial) return;
    if (!call || this.closed === this.key) return this.hide();
    setText(this.text, callText(call));
    setAttribute(this.band, "data-kind", call.kind);
    show(this.band, true);
    if (made.has(this.key)) return;
    made.add(this.key);
    this.make(call.kind, callText(call));
  }

  hide() {
    show(this.band, false);
    setAttribute(this.band, "data-flash", null);
    setText(this.voice, "");
  }

  /**
   * @param {"begin"|"left"|"over"} kind
   * @param {string} text
   */
  make(kind, text) {
    const { sound, flash } = choices.read();
    setText(this.voice, text);
    if (sound) this.sound.play(kind);
    if (flash) this.flash();
  }

  /** Somebody who wants no motion gets the same band, steady; CSS sees to that. */
  flash() {
    window.clearTimeout(this.flashTimer);
    setAttribute(this.band, "data-flash", true);
    this.flashTimer = window.setTimeout(() => setAttribute(this.band, "data-flash", null), FLASH_LASTS);
  }

  // The menu

  followChoices() {
    for (const input of this.inputs()) {
      input.checked = choices.read()[input.dataset.clockChoice];
      input.addEventListener("change", () => this.chosen(input));
    }
    for (const button of document.querySelectorAll("[data-clock-try]")) {
      button.addEventListener("click", () => this.tryOut());
    }
    if (choices.read().sound) this.unlockAtFirstTouch();
    this.paintWaiting();
  }

  /** @returns {NodeListOf<HTMLInputElement>} */
  inputs() {
    return document.querySelectorAll("[data-clock-choice]");
  }

  /** @param {HTMLInputElement} input */
  async chosen(input) {
    choices.write(/** @type {"sound"|"flash"} */ (input.dataset.clockChoice), input.checked);
    if (input.dataset.clockChoice === "sound" && input.checked) await this.sound.unlock();
    this.paintWaiting();
  }

  /** After a reload the choice is kept, but the browser waits for a touch before it lets the page sound. */
  unlockAtFirstTouch() {
    const unlock = async () => {
      await this.sound.unlock();
      this.paintWaiting();
    };
    for (const name of ["pointerdown", "keydown"]) document.addEventListener(name, unlock, { once: true });
  }

  paintWaiting() {
    const waits = choices.read().sound && !this.sound.isReady;
    for (const part of document.querySelectorAll("[data-clock-waiting]")) show(part, waits);
  }

  /** Let somebody see and hear what they have chosen, before it matters. */
  async tryOut() {
    const { sound, flash } = choices.read();
    if (sound) await this.sound.unlock();
    if (sound) this.sound.play("left");
    this.paintWaiting();
    if (flash) this.flash();
    if (!this.band.hidden) return;
    this.isTrial = true;
    setText(this.text, gettext("This is how a call looks"));
    setAttribute(this.band, "data-kind", "left");
    show(this.band, true);
    window.setTimeout(() => this.endTrial(), FLASH_LASTS);
  }

  endTrial() {
    this.isTrial = false;
    if (this.key === "") this.hide();
  }
}
