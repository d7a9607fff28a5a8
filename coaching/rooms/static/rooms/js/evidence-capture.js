/** Photos made smaller and voice notes recorded, on the device: what leaves it is small and holds nothing of the camera. */

const LONGEST_SIDE = 1600;
const AIM = 400 * 1024;
const QUALITIES = [0.82, 0.72, 0.6, 0.45];
export const LONGEST_NOTE = 60;
const SOUNDS = ["audio/webm;codecs=opus", "audio/mp4", "audio/ogg;codecs=opus"];
const BITS_PER_SECOND = 32_000;

/**
 * @param {HTMLCanvasElement} canvas
 * @param {number} quality
 * @returns {Promise<Blob|null>}
 */
const written = (canvas, quality) => new Promise((resolve) => canvas.toBlob(resolve, "image/jpeg", quality));

/**
 * The size that a picture is drawn in: no side longer than `LONGEST_SIDE`.
 * @param {number} width
 * @param {number} height
 * @returns {{width: number, height: number}}
 */
export function drawnSize(width, height) {
  const share = Math.min(1, LONGEST_SIDE / Math.max(width, height));
  return { width: Math.max(1, Math.round(width * share)), height: Math.max(1, Math.round(height * share)) };
}

/**
 * Draw a photo anew, upright and small.
 * @param {Blob} file
 * @returns {Promise<Blob>}
 * @throws what the browser throws at a picture that it cannot read
 */
export async function smallPhoto(file) {
  const picture = await createImageBitmap(file, { imageOrientation: "from-image" });
  const canvas = Object.assign(document.createElement("canvas"), drawnSize(picture.width, picture.height));
  canvas.getContext("2d").drawImage(picture, 0, 0, canvas.width, canvas.height);
  picture.close();
  let small = null;
  for (const quality of QUALITIES) {
    small = await written(canvas, quality);
    if (small && small.size <= AIM) break;
  }
  if (!small) throw new Error("The canvas gave no picture.");
  return small;
}

/** Whether this browser can record a voice note on this address. */
export const canRecord = () => Boolean(window.MediaRecorder && navigator.mediaDevices?.getUserMedia);

/** One voice note: begins when it is made, ends by `stop` or after a minute. */
export class VoiceNote {
  /** @param {(seconds: number) => void} tick called every second */
  constructor(tick) {
    this.tick = tick;
    /** @type {Blob[]} */
    this.chunks = [];
    this.seconds = 0;
    this.timer = 0;
    this.stopped = false;
  }

  /**
   * Record until `stop` is called or the minute is over; stopped before the microphone was there, the note is empty.
   * @returns {Promise<Blob>}
   * @throws DOMException: there is no microphone, or the judge does not let the page use it
   */
  async record() {
    const stream = await navigator.mediaDevices.getUserMedia({ audio: true });
    if (this.stopped) {
      for (const track of stream.getTracks()) track.stop();
      return new Blob([]);
    }
    const mimeType = SOUNDS.find((kind) => MediaRecorder.isTypeSupported(kind));
    this.recorder = new MediaRecorder(stream, { ...(mimeType && { mimeType }), audioBitsPerSecond: BITS_PER_SECOND });
    this.recorder.addEventListener("dataavailable", ({ data }) => this.chunks.push(data));
    const ended = new Promise((resolve) => this.recorder.addEventListener("stop", resolve, { once: true }));
    this.recorder.start();
    this.timer = window.setInterval(() => this.second(), 1000);
    await ended;
    window.clearInterval(this.timer);
    for (const track of stream.getTracks()) track.stop();
    return new Blob(this.chunks, { type: this.recorder.mimeType });
  }

  second() {
    this.seconds += 1;
    this.tick(this.seconds);
    if (this.seconds >= LONGEST_NOTE) this.stop();
  }

  stop() {
    this.stopped = true;
    if (this.recorder?.state === "recording") this.recorder.stop();
  }
}
