/** `<competitor-view>`: a competitor's own room. After the end the server writes the page anew, with what to learn. */

import { field, setAttribute, setText } from "./paint.js";
import { openRoomPage } from "./room-page.js";
import { markKey } from "./state.js";
import { fill, gettext, markText } from "./words.js";

const LONGEST_WAIT = 1_500;

class CompetitorView extends HTMLElement {
  /** @param {import("./session.js").RoomSession} session */
  start(session) {
    this.session = session;
    this.wasOver = session.state.room.status === "ended";
    session.addEventListener("change", () => this.paint());
    this.paint();
  }

  paint() {
    const { state } = this.session;
    this.dataset.status = state.room.status;
    if (state.room.status === "ended") this.showTakeaway();
    if (this.wasOver) return;
    const totals = state.totals[state.you.participant];
    if (totals) this.paintTotals(totals);
    for (const element of this.querySelectorAll("[data-aspect]")) this.paintAspect(element);
  }

  /** The end of the room brings the feedback, which the server writes; a hall full of phones asks at random times. */
  showTakeaway() {
    if (this.wasOver || this.leaving) return;
    this.leaving = window.setTimeout(() => location.reload(), Math.random() * LONGEST_WAIT);
  }

  /** @param {import("./protocol.js").Totals} totals */
  paintTotals(totals) {
    const { marked, of } = totals;
    setText(field(this, "total"), markText(marked ? totals.total : null));
    setText(field(this, "count"), fill(gettext("%(marked)s of %(of)s aspects marked"), { marked, of }));
    field(this, "bar").style.inlineSize = `${of ? (100 * marked) / of : 0}%`;
    for (const part of this.querySelectorAll("[data-criterion-total]")) {
      setText(part, markText(totals.criteria?.[part.dataset.criterionTotal] ?? null));
    }
  }

  /** @param {HTMLElement} element */
  paintAspect(element) {
    const { state } = this.session;
    const mark = state.marks[markKey(state.you.participant, element.dataset.aspect)]?.mark ?? null;
    setText(field(element, "mark"), markText(mark));
    setAttribute(element, "data-marked", mark !== null);
  }
}

customElements.define("competitor-view", CompetitorView);

const session = await openRoomPage();
document.querySelector("competitor-view").start(session);
session.connection.start();
