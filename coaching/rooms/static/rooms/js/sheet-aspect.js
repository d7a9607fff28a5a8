/** One row of the marking sheet: paints what is known of an aspect and says what the judge did. */

import { wrongWith } from "./mark-by-hand.js";
import { markToShow, ObservationInput, pageSentences, paintExplanation } from "./observation.js";
import { field, setAttribute, setText, show } from "./paint.js";
import { fill, gettext, markText, ngettext, typedMark } from "./words.js";

/** @typedef {import("./marks.js").Shown} Shown */

const ZERO = "0.00";
const HIGHEST_SCORE = 3;
const sentences = pageSentences();

/**
 * @param {Shown} shown
 * @param {number} panel
 */
function juryText(shown, panel) {
  const inside = shown.seats.filter((seat) => seat.in).length;
  if (shown.state === "marked") return shown.round > 1 ? fill(gettext("Round %(round)s"), { round: shown.round }) : "";
  const count = fill(ngettext("%(count)s of %(panel)s is in", "%(count)s of %(panel)s are in", inside), {
    count: inside,
    panel,
  });
  if (shown.waiting && shown.own !== null) return gettext("Yours is on its way.");
  if (shown.own !== null) return fill(gettext("Yours is in. Waiting for %(missing)s of %(panel)s."), { missing: panel - inside, panel });
  return inside ? fill(gettext("%(count)s. Yours is missing."), { count }) : "";
}

/** @param {Shown} shown */
function discussionText(shown) {
  const scores = shown.previous.map(({ score }) => score).join(" · ");
  return fill(gettext("Scores %(scores)s are more than 1 apart. Discuss, then all score again: round %(round)s."), {
    scores,
    round: shown.round,
  });
}

export class AspectRow {
  /**
   * @param {HTMLElement} element
   * @param {{mark: (row: AspectRow, mark: string|null, reason: string) => void,
   *   observe: (row: AspectRow, observation: import("./observation.js").Observation|null) => void,
   *   score: (row: AspectRow, score: number) => void, reopen: (row: AspectRow) => void,
   *   withdraw: (row: AspectRow) => void,
   *   dismiss: (row: AspectRow) => void}} acts
   */
  constructor(element, acts) {
    this.element = element;
    this.acts = acts;
    this.aspect = Number(element.dataset.aspect);
    this.part = element.dataset.part;
    this.kind = element.dataset.kind;
    this.maximum = element.dataset.maximum;
    /** @type {string|null} whose marks the row shows */
    this.competitor = null;
    /** @type {RowNotes|null} what is said and shown beside the marks */
    this.notes = null;
    /** @type {Shown|null} */
    this.shown = null;
    this.open = false;
    this.turned = false;
    this.observation = this.kind === "M" ? new ObservationInput(element, (observed) => this.observe(observed)) : null;
    this.otherForm = /** @type {HTMLFormElement|null} */ (field(element, "other"));
    element.addEventListener("click", (event) => this.clicked(event));
    this.otherForm?.addEventListener("submit", (event) => this.submitted(event));
  }

  /** @param {Event} event */
  clicked(event) {
    const target = /** @type {Element} */ (event.target).closest("button");
    if (!target || target.getAttribute("aria-disabled") === "true") return;
    if (target.dataset.score) this.score(Number(target.dataset.score));
    else if (target.dataset.observe || target.dataset.step) this.observation.pressed(target);
    else this.act(target.dataset.action);
  }

  /** @param {string|undefined} action */
  act(action) {
    if (action === "full" || action === "zero") this.fullOrZero(action === "full");
    if (action === "observe") this.observation?.focus();
    if (action === "clear") this.mark(null, "");
    if (action === "other") this.toggleOther(!this.isOtherOpen);
    if (action === "close-other") this.toggleOther(false);
    if (action === "withdraw") this.acts.withdraw(this);
    if (action === "reopen") this.acts.reopen(this);
    if (action === "dismiss") this.acts.dismiss(this);
  }

  /** @param {boolean} full only where the sheet offers it */
  fullOrZero(full) {
    if (this.element.dataset.input === "tick") this.observe(full);
    if (this.element.dataset.input === "hand") this.mark(full ? this.maximum : ZERO, "");
  }

  /** @param {import("./observation.js").Observation|null} observed */
  observe(observed) {
    if (!this.open) return;
    this.toggleOther(false);
    this.acts.observe(this, observed);
  }

  /**
   * @param {string|null} mark
   * @param {string} reason
   */
  mark(mark, reason) {
    if (!this.open || this.kind !== "M") return;
    this.toggleOther(false);
    this.acts.mark(this, mark, reason);
  }

  /** @param {number} score */
  score(score) {
    if (this.kind === "M") return this.observation.digit(score);
    if (score > HIGHEST_SCORE) return;
    if (this.open && this.kind === "J" && this.shown?.state !== "marked") this.acts.score(this, score);
  }

  get isOtherOpen() {
    return Boolean(this.otherForm) && !this.otherForm.hidden;
  }

  /** @param {boolean} open */
  toggleOther(open) {
    if (!this.otherForm || this.isOtherOpen === open || (open && !this.open)) return;
    show(this.otherForm, open);
    this.paintWrong(null);
    setAttribute(this.element.querySelector("[data-action=other]"), "aria-expanded", open ? "true" : "false");
    if (open) this.otherForm.elements.mark.select();
    else this.element.focus({ preventScroll: true });
  }

  /** @param {SubmitEvent} event */
  submitted(event) {
    event.preventDefault();
    const { mark, reason } = this.otherForm.elements;
    if (!mark.value.trim()) return mark.focus();
    const wrong = wrongWith(typedMark(mark.value), reason.value.trim(), this.maximum);
    this.paintWrong(wrong);
    if (wrong) return this.otherForm.elements[wrong.field].focus();
    return this.mark(typedMark(mark.value), reason.value.trim());
  }

  /**
   * Say at its field what is wrong with a mark by hand.
   * @param {ReturnType<typeof wrongWith>} wrong
   */
  paintWrong(wrong) {
    for (const name of ["mark", "reason"]) {
      const words = wrong?.field === name ? wrong.words : "";
      setText(field(this.otherForm, `${name}-error`), words);
      setAttribute(this.otherForm.elements[name], "aria-invalid", words ? "true" : null);
    }
  }

  /** What is being typed, so that it is still there when the judge comes back to this competitor. */
  draft() {
    if (!this.isOtherOpen) return null;
    return { mark: this.otherForm.elements.mark.value, reason: this.otherForm.elements.reason.value };
  }

  /** @param {{mark: string, reason: string}|null} draft */
  restore(draft) {
    if (!this.otherForm) return;
    this.otherForm.elements.mark.value = draft?.mark ?? "";
    this.otherForm.elements.reason.value = draft?.reason ?? "";
    show(this.otherForm, Boolean(draft));
    this.paintWrong(null);
  }

  /**
   * @param {Shown} shown
   * @param {boolean} open whether this judge may mark here now
   */
  paint(shown, open) {
    const before = this.shown;
    this.shown = shown;
    this.open = open;
    setAttribute(this.element, "data-state", shown.state);
    setAttribute(this.element, "data-waiting", shown.waiting);
    setText(field(this.element, "mark"), markText(markToShow(shown, this.maximum)));
    show(field(this.element, "waiting"), shown.waiting);
    this.paintRefusal(shown, before);
    if (this.kind === "M") this.paintMeasurement(shown);
    else this.paintJudgement(shown, before);
  }

  /**
   * @param {Shown} shown
   * @param {Shown|null} before
   */
  paintRefusal(shown, before) {
    const refused = shown.refused;
    show(field(this.element, "refused"), Boolean(refused));
    if (!refused) return;
    setText(field(this.element, "refused-text"), refused.error.message);
    if (this.kind !== "M" || before?.refused?.id === refused.id || !refused.data.mark) return;
    this.restore({ mark: markText(refused.data.mark), reason: refused.data.reason });
    if (document.activeElement === this.element) this.leadTo(refused.error.field);
  }

  /**
   * Lead the judge, who has not gone on yet, to what is to be corrected, and bring the words about it into sight.
   * @param {string|undefined} name of the field, as the server said
   */
  leadTo(name) {
    if (name) this.otherForm.elements.namedItem(name)?.focus();
    field(this.element, "refused").scrollIntoView({ block: "nearest" });
  }

  /** @param {Shown} shown */
  paintMeasurement(shown) {
    const mark = markToShow(shown, this.maximum);
    const ends = this.element.dataset.input === "tick" || this.element.dataset.input === "hand";
    this.press("full", mark === this.maximum);
    this.press("zero", mark === ZERO);
    this.press("other", ends ? mark !== null && mark !== this.maximum && mark !== ZERO : this.isByHand(shown));
    this.observation.paint(shown.observation, this.open);
    paintExplanation(field(this.element, "explanation"), shown.explanation, sentences);
    show(this.element.querySelector("[data-action=clear]"), (mark !== null || shown.observation !== null) && this.open);
    setText(field(this.element, "reason"), shown.reason);
    show(field(this.element, "reason"), Boolean(shown.reason));
  }

  /** @param {Shown} shown */
  isByHand(shown) {
    return shown.mark !== null && shown.observation === null;
  }

  /**
   * @param {string} action
   * @param {boolean} pressed
   */
  press(action, pressed) {
    const button = this.element.querySelector(`[data-action=${action}]`);
    setAttribute(button, "aria-pressed", pressed ? "true" : "false");
    setAttribute(button, "aria-disabled", this.open ? null : "true");
  }

  /**
   * @param {Shown} shown
   * @param {Shown|null} before
   */
  paintJudgement(shown, before) {
    const closed = !this.open || shown.state === "marked";
    for (const button of this.element.querySelectorAll("[data-score]")) {
      setAttribute(button, "aria-pressed", Number(button.dataset.score) === shown.own ? "true" : "false");
      setAttribute(button, "aria-disabled", closed ? "true" : null);
    }
    show(this.element.querySelector("[data-action=reopen]"), this.open && shown.state === "marked");
    show(this.element.querySelector("[data-action=withdraw]"), !closed && shown.own !== null);
    this.paintSeats(shown, before);
    const words = shown.state === "discuss" ? discussionText(shown) : "";
    setText(field(this.element, "jury-words"), [words, juryText(shown, shown.seats.length)].filter(Boolean).join(" "));
  }

  /**
   * One place for each seat: the coordinator's comes where a compatriot's goes.
   * @param {Element} list
   * @param {number} count
   */
  facesFor(list, count) {
    while (list.children.length < count) list.append(list.firstElementChild.cloneNode(true));
    [...list.children].forEach((face, index) => show(face, index < count));
    return [...list.children];
  }

  /**
   * The scores stay face down until all are in; then all turn together.
   * @param {Shown} shown
   * @param {Shown|null} before
   */
  paintSeats(shown, before) {
    const list = field(this.element, "seats");
    const revealed = shown.state === "marked";
    const isSame = before !== null && before.round === shown.round;
    // Once they have turned they stay so: painting again must not cut the turn short.
    if (!isSame || !revealed) this.turned = false;
    if (isSame && revealed && before.state !== "marked") this.turned = true;
    const faces = this.facesFor(list, shown.seats.length);
    shown.seats.forEach((seat, index) => {
      const element = faces[index];
      if (!element) return;
      const known = seat.score !== null && (revealed || seat.own);
      setAttribute(element, "data-in", seat.in);
      setAttribute(element, "data-own", seat.own);
      setAttribute(element, "data-turns", this.turned);
      setText(field(element, "score"), known ? String(seat.score) : seat.in ? "•" : "");
      setAttribute(element, "title", seat.name);
    });
  }
}

