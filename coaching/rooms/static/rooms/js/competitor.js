/** `<competitor-view>`: a competitor's own room. After the end the server writes the page anew, with what to learn. */

import { waitForServer } from "./offline-page.js";
import { marksAreShown } from "./form-progress.js";
import "./own-forms.js";
import { paintFeedback } from "./own-feedback.js";
import { field, setAttribute, setText, show } from "./paint.js";
import { CLOSE } from "./protocol.js";
import { openRoomPage } from "./room-page.js";
import { markKey } from "./state.js";
import { fill, gettext, markText } from "./words.js";

const LONGEST_WAIT = 1_500;

/**
 * Add marks up without a fraction: they all have two decimals.
 * @param {string[]} marks
 * @returns {string}
 */
function sumOf(marks) {
  const hundredths = marks.reduce((sum, mark) => sum + Number(mark.replace(".", "")), 0);
  return `${Math.floor(hundredths / 100)}.${String(hundredths % 100).padStart(2, "0")}`;
}

/** Load the page anew; who is writing in a dialog finishes first. */
function loadAnew() {
  const open = document.querySelector("dialog[open]");
  if (open) open.addEventListener("close", fromTheServer, { once: true });
  else fromTheServer();
}

function fromTheServer() {
  waitForServer();
  location.reload();
}

class CompetitorView extends HTMLElement {
  /** @param {import("./session.js").RoomSession} session */
  start(session) {
    this.session = session;
    // As the server has written the page, which may be an older copy than what is known of the room.
    this.wasOver = this.dataset.status === "ended";
    session.addEventListener("change", ({ detail }) => {
      this.takeReason(detail.message);
      this.paint();
    });
    session.addEventListener("phase", () => {
      this.leave();
      this.paint();
    });
    this.paint();
  }

  /**
   * Time that is given or taken back comes with its reason, which the server writes when the page is loaded. It stands
   * until the next module.
   * @param {any} message what happened, if anything did
   */
  takeReason(message) {
    const line = /** @type {HTMLElement} */ (this.querySelector(".own-time-reason"));
    const { event, data } = message ?? {};
    if (!line) return;
    if (event === "module.started") show(line, false);
    const { participant } = this.session.state.you;
    if (!data?.seconds || !data.reason || (data.participant && data.participant.id !== participant)) return;
    line.dataset.taken = event === "time.taken" || event === "room.shortened" ? "yes" : "no";
    setText(field(line, "time-reason"), data.reason);
    show(line, true);
  }

  /** Whoever was sent out sees neither a clock nor marks: the notice above says what has happened. */
  leave() {
    if (this.isOut || this.session.connection.code !== CLOSE.REMOVED) return;
    this.isOut = true;
    for (const part of [...this.children]) if (!part.matches(".own-head")) part.remove();
  }

  paint() {
    if (this.isOut) return;
    const { state } = this.session;
    this.dataset.status = state.room.status;
    if (state.room.marks_shown !== this.dataset.marksShown || this.isReleasedAnew()) this.readAnew();
    if (state.room.status === "ended") this.showTakeaway();
    if (this.wasOver && this.shownModules().length !== Number(this.dataset.shown)) this.readAnew();
    if (this.wasOver) return;
    const totals = state.totals[state.you.participant];
    if (totals) this.paintTotals(totals);
    for (const element of this.querySelectorAll("[data-aspect]")) this.paintAspect(element);
  }

  /** A module that is released brings what its aspects ask, which the server writes. */
  isReleasedAnew() {
    const { modules } = this.session.state.room;
    return this.dataset.released !== undefined && modules.filter(({ released }) => released).length !== Number(this.dataset.released);
  }

  /** The modules in which the own marks are shown now; after the end a lock brings one, which the server writes. */
  shownModules() {
    const { state } = this.session;
    return state.room.modules.filter((module) => marksAreShown(state, state.you.participant, module));
  }

  /** The end of the room brings the feedback, which the server writes; a hall full of phones asks at random times. */
  showTakeaway() {
    if (!this.wasOver) this.readAnew();
  }

  /** The server writes the page. Without a network the same one would come again, and again. */
  readAnew() {
    if (this.leaving || !this.session.connection.isReachable) return;
    this.leaving = window.setTimeout(loadAnew, Math.random() * LONGEST_WAIT);
  }

  /** @param {import("./protocol.js").Totals} totals */
  paintTotals(totals) {
    const { marked, of } = totals;
    setText(field(this, "total"), markText(marked ? totals.total : null));
    const maximum = this.maximumShown();
    setText(field(this, "total-of"), `/ ${markText(maximum)}`);
    show(this.querySelector(".own-total"), Number(maximum) > 0);
    setText(field(this, "count"), fill(gettext("%(marked)s of %(of)s aspects marked"), { marked, of }));
    field(this, "bar").style.inlineSize = `${of ? (100 * marked) / of : 0}%`;
    for (const part of this.querySelectorAll("[data-criterion-total]")) {
      setText(part, markText(totals.criteria?.[part.dataset.criterionTotal] ?? null));
    }
    for (const part of this.querySelectorAll("[data-part-total]")) {
      setText(part, markText(totals.sub_criteria?.[part.dataset.partTotal] ?? null));
    }
  }

  /** What could be reached in the parts whose marks are shown: all, or those of released modules. */
  maximumShown() {
    const { room, aspects } = this.session.state;
    const shown = room.marks_shown === "module" ? this.shownModules() : room.modules;
    const codes = new Set(shown.flatMap((module) => module.sub_criteria));
    return sumOf(aspects.filter((aspect) => codes.has(aspect.sub_criterion)).map((aspect) => aspect.maximum));
  }

  /** @param {HTMLElement} element */
  paintAspect(element) {
    const { state } = this.session;
    const mark = state.marks[markKey(state.you.participant, element.dataset.aspect)]?.mark ?? null;
    setText(field(element, "mark"), markText(mark));
    setAttribute(element, "data-marked", mark !== null);
    paintFeedback(element, state);
  }
}

customElements.define("competitor-view", CompetitorView);

const session = await openRoomPage();
document.querySelector("competitor-view").start(session);
document.querySelector("own-forms")?.start(session);
session.connection.start();
