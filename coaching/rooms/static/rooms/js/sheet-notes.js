/** Beside the marks of one aspect: comments, photos and voice notes, quiet until somebody opens them. */

import { draftsOf } from "./comment-drafts.js";
import { canRecord, LONGEST_NOTE, smallPhoto, VoiceNote } from "./evidence-capture.js";
import { field, follow, setAttribute, setText, show } from "./paint.js";
import { mayNote } from "./sheet-access.js";
import { commentKey, markKey } from "./state.js";
import { fill, gettext } from "./words.js";

/** @typedef {import("./evidence-queue.js").EvidenceQueue} EvidenceQueue */
/** @typedef {import("./session.js").RoomSession} RoomSession */

/** @param {string} id */
const template = (id) => /** @type {HTMLTemplateElement} */ (document.getElementById(id));

/** @param {number} seconds */
const clock = (seconds) => `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}`;

/**
 * This judge's comment as this browser knows it: what waits comes before what the room has.
 * @param {RoomSession} session
 * @param {string} competitor
 * @param {number} aspect
 */
export function ownComment({ state, outbox }, competitor, aspect) {
  const mine = outbox.entries.filter(
    ({ type, data, state: how }) =>
      type === "comment.write" && (how === "waiting" || how === "accepted") && data.competitor === competitor && data.aspect === aspect,
  );
  const known = state.comments[commentKey({ competitor, aspect, judge: state.you?.participant })];
  return mine.at(-1)?.data.text ?? known?.text ?? "";
}

/**
 * This judge's comment that the server refused, if there is one.
 * @param {RoomSession} session
 * @param {string} competitor
 * @param {number} aspect
 */
function refusedComment({ outbox }, competitor, aspect) {
  const isRefused = ({ type, data, state }) =>
    type === "comment.write" && data.competitor === competitor && data.aspect === aspect && ["refused", "conflict"].includes(state);
  return outbox.entries.filter(isRefused).at(-1) ?? null;
}

export class RowNotes {
  /**
   * @param {AspectRow} row
   * @param {RoomSession} session
   * @param {EvidenceQueue} queue
   */
  constructor(row, session, queue) {
    this.row = row;
    this.session = session;
    this.queue = queue;
    /** What is half written: it is still there when the judge comes back, or loads the page again. */
    this.drafts = draftsOf(session.outbox.scope);
    this.element = field(row.element, "notes");
    this.form = /** @type {HTMLFormElement} */ (field(this.element, "comment-form"));
    this.photo = /** @type {HTMLInputElement} */ (field(this.element, "photo"));
    /** @type {VoiceNote|null} */
    this.note = null;
    this.open = false;
    /** @type {Map<string, string>} addresses of pictures that only this browser has, by piece */
    this.local = new Map();
    this.element.addEventListener("click", (event) => this.clicked(event));
    this.form.addEventListener("submit", (event) => this.submitted(event));
    this.word = field(this.element, "comment-word");
    this.plainWord = this.word.textContent;
    this.form.addEventListener("input", () => this.drafts.set(this.key, this.form.elements.text.value));
    this.photo.addEventListener("change", () => this.taken());
    show(this.element.querySelector("[data-action=voice]"), canRecord());
  }

  get about() {
    return { competitor: this.row.competitor, aspect: this.row.aspect };
  }

  get key() {
    return markKey(this.row.competitor, this.row.aspect);
  }

  /** @param {Event} event */
  clicked(event) {
    const button = /** @type {Element} */ (event.target).closest("button");
    if (!button) return;
    const { action } = button.dataset;
    if (action === "comment") this.toggle(this.form.hidden);
    if (action === "close-comment") this.giveUp();
    if (action === "voice") this.recordOrStop();
    if (action === "take-away") this.takeAway(button.closest("li").dataset.key);
  }

  /** @param {boolean} open */
  toggle(open) {
    if (open && !this.open) return;
    if (open) this.form.elements.text.value = this.drafts.get(this.key) ?? this.textToEdit();
    show(this.form, open);
    setAttribute(this.element.querySelector("[data-action=comment]"), "aria-expanded", open ? "true" : "false");
    this.paintDraft();
    if (open) this.form.elements.text.focus();
    else if (this.form.contains(document.activeElement)) this.row.element.focus({ preventScroll: true });
  }

  /** What was written last: also when the server would not have it. */
  textToEdit() {
    const { competitor, aspect } = this.about;
    return refusedComment(this.session, competitor, aspect)?.data.text ?? ownComment(this.session, competitor, aspect);
  }

  /** Close the field, and let go of a comment that the server refused. */
  giveUp() {
    const refused = refusedComment(this.session, this.row.competitor, this.row.aspect);
    if (refused) this.session.outbox.dismiss(refused.id);
    this.drafts.delete(this.key);
    this.toggle(false);
  }

  /** @param {SubmitEvent} event */
  submitted(event) {
    event.preventDefault();
    const { competitor, aspect } = this.about;
    const isSame = ({ type, data }) =>
      type === "comment.write" && data.competitor === competitor && data.aspect === aspect;
    this.session.command("comment.write", { competitor, aspect, text: this.form.elements.text.value.trim() }, isSame);
    this.drafts.delete(this.key);
    this.row.element.focus({ preventScroll: true });
    this.toggle(false);
  }

  /** A photo was taken or chosen. */
  async taken() {
    const [file] = this.photo.files;
    const { about } = this;
    this.photo.value = "";
    if (!file) return;
    try {
      await this.queue.add({ ...about, kind: "photo", blob: await smallPhoto(file) });
      this.say("");
    } catch {
      this.say(gettext("This browser cannot read that picture. Take it with the camera, or choose a JPEG file."));
    }
  }

  async recordOrStop() {
    if (this.note) return this.note.stop();
    const { about } = this;
    const note = new VoiceNote((seconds) => this.note === note && this.paintVoice(seconds));
    this.note = note;
    this.paintVoice(0);
    try {
      const blob = await note.record();
      if (blob.size) await this.queue.add({ ...about, kind: "voice", blob });
      if (this.note === note) this.say("");
    } catch {
      if (this.note === note) this.say(gettext("There is no microphone here, or this page may not use it."));
    }
    if (this.note === note) this.endNote();
  }

  endNote() {
    this.note = null;
    this.paintVoice(0);
  }

  /** @param {number} seconds */
  paintVoice(seconds) {
    const button = this.element.querySelector("[data-action=voice]");
    const recording = fill(gettext("Stop %(time)s / %(most)s"), { time: clock(seconds), most: clock(LONGEST_NOTE) });
    setAttribute(button, "aria-pressed", this.note ? "true" : "false");
    setText(field(button, "voice-word"), this.note ? recording : gettext("Voice note"));
  }

  /** @param {string} id */
  takeAway(id) {
    if (this.queue.pieces.some((piece) => piece.id === id && piece.state !== "accepted")) this.queue.drop(id);
    else this.session.ask("evidence.remove", { evidence: id }).catch((error) => this.say(error.message));
  }

  /** @param {string} text */
  say(text) {
    setText(field(this.element, "notes-error"), text);
    show(field(this.element, "notes-error"), Boolean(text));
  }

  /** The row shows another competitor now: what is half written waits for the last one, what is half recorded ends, and
   * a microphone that was only asked for is not used any more. */
  leave() {
    this.note?.stop();
    if (this.note) this.endNote();
    show(this.form, false);
    this.paintDraft();
    setAttribute(this.element.querySelector("[data-action=comment]"), "aria-expanded", "false");
    this.say("");
  }

  /** A comment that is half written and out of sight says so: nobody else has it. */
  paintDraft() {
    const isLeft = this.form.hidden && Boolean(this.drafts.get(this.key)?.trim());
    setText(this.word, isLeft ? gettext("Comment not saved") : this.plainWord);
    setAttribute(this.word.parentElement, "data-draft", isLeft);
  }

  paintRefused() {
    const refused = refusedComment(this.session, this.row.competitor, this.row.aspect);
    setText(field(this.element, "comment-refused"), refused ? `${refused.error?.message ?? ""} “${refused.data.text}”` : "");
    show(field(this.element, "comment-refused"), Boolean(refused));
  }

  paint() {
    const { state } = this.session;
    this.open = mayNote(state, this.row.competitor);
    for (const button of this.element.querySelectorAll("[data-notes]")) setAttribute(button, "aria-disabled", this.open ? null : "true");
    this.photo.disabled = !this.open;
    this.paintComments(state);
    this.paintDraft();
    this.paintRefused();
    this.paintEvidence(state);
  }

  /** @param {import("./state.js").State} state */
  paintComments(state) {
    const { competitor, aspect } = this.about;
    const me = state.you?.participant;
    const own = ownComment(this.session, competitor, aspect);
    const others = Object.values(state.comments).filter(
      (said) => said.competitor === competitor && said.aspect === aspect && said.judge !== me,
    );
    const all = own ? [{ judge: me, text: own }, ...others] : others;
    setAttribute(this.element.querySelector("[data-action=comment]"), "data-own", Boolean(own));
    follow(field(this.element, "said"), template("note-comment"), all, (said) => said.judge).forEach((item, index) => {
      setText(field(item, "who"), this.nameOf(all[index].judge));
      setText(field(item, "text"), all[index].text);
    });
    show(field(this.element, "said"), all.length > 0);
  }

  /** @param {string|null} judge */
  nameOf(judge) {
    const { judges, coordinators } = this.session.state;
    return [...judges, ...coordinators].find((person) => person.id === judge)?.name ?? "";
  }

  /** @param {import("./state.js").State} state */
  paintEvidence(state) {
    const isHere = (piece) => piece.competitor === this.row.competitor && piece.aspect === this.row.aspect;
    const known = Object.values(state.evidence).filter(isHere);
    const waiting = this.queue.pieces.filter((piece) => isHere(piece) && !(piece.id in state.evidence));
    this.paintPieces("photo", known, waiting);
    this.paintPieces("voice", known, waiting);
    for (const id of this.local.keys()) if (!waiting.some((piece) => piece.id === id)) this.forgetLocal(id);
  }

  /** @param {string} id */
  forgetLocal(id) {
    URL.revokeObjectURL(this.local.get(id));
    this.local.delete(id);
  }

  /**
   * @param {"photo"|"voice"} kind
   * @param {import("./protocol.js").Evidence[]} known
   * @param {import("./evidence-queue.js").Piece[]} waiting
   */
  paintPieces(kind, known, waiting) {
    const all = [...known, ...waiting].filter((piece) => piece.kind === kind);
    const list = field(this.element, kind === "photo" ? "photos" : "voices");
    follow(list, template(`note-${kind}`), all, (piece) => piece.id).forEach((item, index) => this.paintPiece(item, all[index]));
    show(list, all.length > 0);
  }

  /**
   * @param {HTMLElement} item
   * @param {any} piece known by the room, or still in this browser alone
   */
  paintPiece(item, piece) {
    const address = "blob" in piece ? this.addressOf(piece) : `${this.queue.address}${piece.id}/`;
    const player = item.querySelector("img, audio");
    if (player.getAttribute("src") !== address) player.setAttribute("src", address);
    item.querySelector("a")?.setAttribute("href", address);
    setText(field(item, "piece-words"), this.pieceWords(piece));
    setAttribute(item, "data-state", piece.state ?? null);
    const isMine = "blob" in piece || piece.judge === this.session.state.you?.participant;
    show(item.querySelector("[data-action=take-away]"), isMine);
  }

  /** @param {import("./evidence-queue.js").Piece} piece */
  addressOf(piece) {
    if (!this.local.has(piece.id)) this.local.set(piece.id, URL.createObjectURL(piece.blob));
    return this.local.get(piece.id);
  }

  /** @param {any} piece */
  pieceWords(piece) {
    if (!("blob" in piece)) return this.nameOf(piece.judge);
    if (piece.state === "refused") return piece.error;
    const share = this.queue.progress.get(piece.id);
    if (piece.state === "accepted") return gettext("Sent");
    return share === undefined ? gettext("Waits for the network") : fill(gettext("Sending: %(percent)s %"), { percent: Math.round(100 * share) });
  }
}
