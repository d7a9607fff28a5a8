/**
 * A lesson without a network: has the page kept by the worker of training, offers to keep the lesson with everything in
 * it, and says so when what stands here is a copy. Where a browser has no worker (an address without https, a private
 * window) the page works as before, with a network.
 */

import { noteKept } from "../../design/js/kept.js";
import { filesOfPage, registered } from "../../rooms/js/offline-page.js";
import { fill, gettext, momentText } from "../../rooms/js/words.js";
import { MOST_BYTES, MOST_LESSONS, keepLesson, keptLessons, removeLesson, sizeOf } from "./kept-lessons.js";
import { sizeText } from "./sizes.js";

const UPLOADS = "/media/";

/**
 * The picture that stands on the page, also where it has not been loaded yet.
 * @param {HTMLImageElement} image
 */
function shownAddress(image) {
  if (image.currentSrc) return image.currentSrc;
  const set = image.parentElement?.querySelector("source[srcset]")?.getAttribute("srcset") ?? image.srcset;
  const sizes = set.split(",").map((each) => each.trim().split(/\s+/));
  const enough = sizes.find(([, width = ""]) => Number.parseInt(width, 10) >= image.clientWidth * devicePixelRatio);
  const [address] = enough ?? sizes.at(-1) ?? [];
  return new URL(address || image.src, location.href).href;
}

/** @param {string} address */
const isUpload = (address) => new URL(address).origin === location.origin && new URL(address).pathname.startsWith(UPLOADS);

const picturesOfPage = () => [...new Set([...document.querySelectorAll("main img")].map(shownAddress))].filter(isUpload);

const playedOfPage = () => {
  const played = [...document.querySelectorAll("main :is(video[src], video source, audio source, track)")];
  return [...new Set(played.map((element) => element.src))].filter(isUpload);
};

/** The button that keeps this lesson, what it would cost, and how far it is. */
class KeepLesson extends HTMLElement {
  connectedCallback() {
    this.addEventListener("click", ({ target }) => this[target.closest("[data-does]")?.dataset.does]?.());
    this.show();
  }

  /**
   * @param {string} name
   * @returns {any}
   */
  piece(name) {
    return this.querySelector(`[data-part="${name}"]`);
  }

  /** @param {string} state */
  enter(state) {
    this.dataset.state = state;
    for (const part of this.querySelectorAll("[data-in]")) part.hidden = !part.dataset.in.split(" ").includes(state);
  }

  /** @param {string} text */
  say(text) {
    this.piece("words").textContent = text;
  }

  async show() {
    const kept = (await keptLessons()).find(({ page }) => page === location.pathname);
    this.enter(kept ? "kept" : "offered");
    const words = gettext("Kept in this browser: %(size)s.");
    this.say(kept ? fill(words, { size: sizeText(kept.bytes) }) : "");
  }

  /** Say what it costs before a byte of it is fetched. */
  async weigh() {
    this.enter("weighing");
    this.say(gettext("Adding up…"));
    try {
      const [text, pictures, played] = await Promise.all(
        [[location.pathname], picturesOfPage(), playedOfPage()].map((addresses) => sizeOf(addresses)),
      );
      this.offer(text + pictures, played);
    } catch {
      this.enter("offered");
      this.say(gettext("The size could not be found out. Try again with a connection."));
    }
  }

  /**
   * @param {number} small bytes of the text and the pictures
   * @param {number} played bytes of the videos
   */
  offer(small, played) {
    this.sizes = { small, whole: small + played };
    this.enter("weighed");
    this.piece("with").hidden = !played;
    this.piece("small-size").textContent = sizeText(small);
    this.piece("whole-size").textContent = sizeText(small + played);
    this.say(
      played
        ? gettext("With the videos, or with their text alone?")
        : gettext("The text and the pictures of this lesson."),
    );
  }

  keepSmall() {
    return this.keep(picturesOfPage(), this.sizes.small);
  }

  keepWhole() {
    return this.keep([...picturesOfPage(), ...playedOfPage()], this.sizes.whole);
  }

  /**
   * @param {string[]} files
   * @param {number} size bytes
   */
  async keep(files, size) {
    const refused = await this.refusal(size);
    if (refused) return this.say(refused);
    this.stopper = new AbortController();
    this.enter("keeping");
    this.say("");
    const bar = this.piece("progress");
    bar.max = Math.max(1, size);
    const progress = (/** @type {number} */ bytes) => {
      bar.value = Math.min(bytes, bar.max);
      this.piece("done").textContent = fill(gettext("%(done)s of %(all)s"), { done: sizeText(bytes), all: sizeText(size) });
    };
    const title = document.querySelector("h1")?.textContent.trim() ?? document.title;
    try {
      await keepLesson({ page: location.pathname, title, files }, progress, this.stopper.signal);
      await this.show();
    } catch {
      this.enter("offered");
      this.say(
        this.stopper.signal.aborted
          ? gettext("Stopped. Nothing was kept.")
          : gettext("That did not work, and nothing was kept. Look at the connection and the space on this device."),
      );
    }
  }

  /**
   * @param {number} size bytes
   * @returns {Promise<string>} why so much cannot be kept, or nothing
   */
  async refusal(size) {
    const kept = await keptLessons();
    const bytes = kept.reduce((sum, note) => sum + note.bytes, 0);
    if (kept.length >= MOST_LESSONS || bytes + size > MOST_BYTES) {
      const words = gettext("This browser keeps at most %(count)s lessons and %(size)s. Remove one of them first.");
      return fill(words, { count: MOST_LESSONS, size: sizeText(MOST_BYTES) });
    }
    const { quota = Infinity, usage = 0 } = (await navigator.storage?.estimate?.()) ?? {};
    return size > quota - usage ? gettext("There is too little space on this device.") : "";
  }

  stop() {
    this.stopper?.abort();
  }

  async remove() {
    await removeLesson(location.pathname);
    await this.show();
    this.say(gettext("Removed from this browser."));
  }
}

/** A video that cannot be played here gives way to its text. */
function openTranscripts() {
  const fails = ({ target }) => {
    const transcript = target.closest("figure")?.querySelector("details.transcript");
    if (transcript && target.matches("video, source")) transcript.open = true;
  };
  document.addEventListener("error", fails, true);
  if (navigator.onLine) return;
  for (const transcript of document.querySelectorAll("details.transcript")) transcript.open = true;
}

/** @param {string} copiedAt when the copy was made, as the server wrote it */
function sayThatItIsACopy(copiedAt) {
  const line = document.querySelector("[data-offline-copy]");
  if (!line) return;
  const at = new Date(copiedAt);
  const words = gettext("There is no connection. This is the copy that this browser made at %(at)s.");
  line.textContent = fill(words, { at: Number.isNaN(at.getTime()) ? "–" : momentText(at) });
  line.hidden = false;
  for (const transcript of document.querySelectorAll("details.transcript")) transcript.open = true;
}

async function keepPage() {
  const element = document.querySelector("keep-lesson");
  const [training] = location.pathname.match(/^\/[a-z]{2}\/training\//) ?? [];
  if (!navigator.serviceWorker || !window.caches || !element || !training) return;
  navigator.serviceWorker.addEventListener("message", ({ data }) => {
    if (data?.type !== "kept" || data.page !== location.pathname) return;
    document.documentElement.toggleAttribute("data-kept", data.isKept);
    if (data.copiedAt !== null) sayThatItIsACopy(data.copiedAt);
  });
  try {
    const { active } = await registered(`${training}worker.js`);
    noteKept();
    const loaded = filesOfPage();
    const [files, pictures] = [loaded.filter((each) => !isUpload(each)), picturesOfPage()];
    const shown = pictures.filter((each) => loaded.includes(each));
    active.postMessage({ type: "keep", page: location.pathname, reader: element.dataset.reader, files, pictures: shown });
  } catch {
    // The network is gone, or the browser will not have it: an older worker goes on with its work.
  }
  customElements.define("keep-lesson", KeepLesson);
  element.hidden = false;
}

/** On paper a video is its text. */
window.addEventListener("beforeprint", () => {
  for (const transcript of document.querySelectorAll("details.transcript")) transcript.open = true;
});

openTranscripts();
keepPage();
