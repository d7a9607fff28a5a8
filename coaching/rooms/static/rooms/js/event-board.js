/**
 * `<event-board>`: the board of a whole championship. Skills follow each other; the one that is shown is followed live
 * over its room's socket, and all of them by a look at the server every few seconds. Without a network it keeps what it
 * had and says how old that is.
 */

import { BoardLink } from "./event-board-link.js";
import { field, follow, setAttribute, setText, show, slide } from "./paint.js";
import { fill, gettext, hourText, markText, ngettext } from "./words.js";

/** @typedef {{key: string, position: number|null, name: string, organisation: string, total: string|null, marked: number, of: number}} SlideRow */
/** @typedef {{key: string, skill: number|null, title: string, about: string, state: string, note: string, room: string|null, by_number: boolean, rows: SlideRow[]}} Slide */
/** @typedef {{frozen: boolean, slides: Slide[]}} Content */

const LOOK_EVERY = 4_000;
const PATIENCE = 10_000;
const MINUTE = 60_000;
/** A name of so many letters makes all of a picture smaller, so that they keep one size; a longer one itself alone. */
const LONG_NAME = 24;
const VERY_LONG_NAME = 48;

/** @param {string} id */
const read = (id) => JSON.parse(document.getElementById(id).textContent);

class EventBoard extends HTMLElement {
  connectedCallback() {
    /** @type {Content} */
    this.content = read("event-board-content");
    this.settings = read("event-board-settings");
    this.list = field(this, "rows");
    this.template = /** @type {HTMLTemplateElement} */ (document.getElementById("event-board-row"));
    this.link = new BoardLink(
      (news) => this.takeLive(news),
      () => this.look(),
    );
    /** The key of the slide that stands there, and which page of its rows. */
    this.current = this.firstShown();
    this.page = 0;
    this.held = false;
    this.etag = "";
    this.asOf = new Date();
    this.since = null;
    field(this, "hold").addEventListener("click", () => this.hold());
    field(this, "onward").addEventListener("click", () => this.turn());
    window.setInterval(() => this.held || this.turn(), this.settings.seconds * 1000);
    window.setTimeout(() => this.keepLooking(), LOOK_EVERY);
    window.addEventListener("offline", () => this.lost());
    window.addEventListener("online", () => this.look());
    this.paint();
  }

  /** The server has drawn the picture of the moment: go on from there. */
  firstShown() {
    const title = field(this, "title").textContent;
    const shown = this.content.slides.find((each) => each.title === title) ?? this.content.slides[0];
    return shown?.key ?? "";
  }

  /** @returns {Slide|undefined} */
  get slide() {
    return this.content.slides.find((each) => each.key === this.current) ?? this.content.slides[0];
  }

  // Turning

  hold() {
    this.held = !this.held;
    setAttribute(field(this, "hold"), "aria-pressed", String(this.held));
  }

  /** The next page of this skill, else the next skill. */
  turn() {
    const { slides } = this.content;
    if (slides.length === 0) return;
    const at = Math.max(0, slides.indexOf(this.slide));
    if (this.page + 1 < this.pagesOf(this.slide)) this.page += 1;
    else if (slides.length === 1 && this.pagesOf(this.slide) === 1) return;
    else {
      this.page = 0;
      this.current = slides[(at + 1) % slides.length].key;
    }
    this.list.replaceChildren();
    this.paint();
    this.appear();
  }

  appear() {
    if (window.matchMedia("(prefers-reduced-motion: reduce)").matches) return;
    for (const part of [this.list, field(this, "title")]) {
      part.animate([{ opacity: 0, transform: "translateY(1vmin)" }, { opacity: 1, transform: "none" }], {
        duration: 250,
        easing: "cubic-bezier(0.2, 0, 0, 1)",
      });
    }
  }

  /** @param {Slide} slide */
  pagesOf(slide) {
    return Math.max(1, Math.ceil(slide.rows.length / this.settings.rows));
  }

  // News

  /**
   * What the room of the slide says over its socket takes the place of what was known of it.
   * @param {{room: string, rows: SlideRow[], state: string, byNumber: boolean}} news
   */
  takeLive({ room, rows, state, byNumber }) {
    const slide = this.content.slides.find((each) => each.room === room);
    if (!slide || this.content.frozen) return;
    Object.assign(slide, { rows, state, by_number: byNumber });
    this.reached();
    this.paint();
  }

  async keepLooking() {
    await this.look();
    window.setTimeout(() => this.keepLooking(), LOOK_EVERY * (0.8 + 0.4 * Math.random()));
  }

  async look() {
    try {
      const headers = this.etag ? { "If-None-Match": this.etag } : {};
      const signal = AbortSignal.timeout(PATIENCE);
      const answer = await fetch(this.settings.state, { headers, signal, cache: "no-store" });
      if (answer.ok) {
        this.etag = answer.headers.get("ETag") ?? "";
        this.content = await answer.json();
        this.paint();
      }
      if (answer.ok || answer.status === 304) this.reached();
      else this.lost();
    } catch {
      this.lost();
    }
  }

  reached() {
    this.asOf = new Date();
    this.since = null;
    this.paintAge();
  }

  lost() {
    this.since ??= this.asOf;
    this.paintAge();
  }

  // Painting

  paint() {
    const { slide } = this;
    setAttribute(this, "data-frozen", this.content.frozen);
    show(field(this, "frozen"), this.content.frozen);
    show(field(this, "empty"), !slide || slide.rows.length === 0);
    if (!slide) return this.list.replaceChildren();
    this.current = slide.key;
    const pages = this.pagesOf(slide);
    this.page = Math.min(this.page, pages - 1);
    setText(field(this, "title"), slide.title);
    setText(field(this, "about"), slide.about);
    setText(field(this, "note"), slide.note);
    setText(field(this, "page"), pages > 1 ? `${this.page + 1} / ${pages}` : "");
    show(field(this, "turning"), this.content.slides.length > 1 || pages > 1);
    for (const badge of this.querySelectorAll("[data-state]")) {
      // A board that is frozen as a whole says so once.
      const isHere = badge.getAttribute("data-state").split(" ").includes(slide.state);
      show(badge, isHere && !(slide.state === "frozen" && this.content.frozen));
    }
    this.paintRows(slide);
    this.link.follow(this.content.frozen ? null : slide.room);
  }

  /** @param {Slide} slide */
  paintRows(slide) {
    const first = this.page * this.settings.rows;
    const rows = slide.rows.slice(first, first + this.settings.rows);
    this.style.setProperty("--rows", String(Math.min(this.settings.rows, Math.max(4, slide.rows.length))));
    const isLong = (row) => row.name.length > LONG_NAME && row.name.length <= VERY_LONG_NAME;
    setAttribute(this.list, "data-long-names", rows.some(isLong));
    slideRows(this.list, () => {
      const elements = follow(this.list, this.template, rows, (row) => row.key);
      elements.forEach((element, index) => this.paintRow(element, rows[index], slide));
    });
  }

  /**
   * @param {HTMLElement} element
   * @param {SlideRow} row
   * @param {Slide} slide
   */
  paintRow(element, row, slide) {
    const name = slide.by_number ? fill(gettext("Competitor %(number)s"), { number: row.name }) : row.name;
    setAttribute(element, "data-place", row.position ?? "");
    setAttribute(element, "data-long", name.length > VERY_LONG_NAME);
    setText(field(element, "place"), row.position === null ? "" : String(row.position));
    setText(field(element, "name"), name);
    setText(field(element, "organisation"), row.organisation);
    setText(field(element, "total"), markText(row.total));
    field(element, "bar").style.inlineSize = `${row.of ? (100 * row.marked) / row.of : 0}%`;
  }

  /** Say how old the rows are while the server cannot be reached. */
  paintAge() {
    const age = field(this, "age");
    show(age, this.since !== null);
    if (this.since === null) return;
    const minutes = Math.floor((Date.now() - this.since.getTime()) / MINUTE);
    const text = minutes
      ? ngettext("As it was at %(time)s, %(minutes)s minute ago", "As it was at %(time)s, %(minutes)s minutes ago", minutes)
      : gettext("As it was at %(time)s");
    setText(age, fill(text, { time: hourText(this.since), minutes }));
  }
}

/**
 * @param {HTMLElement} list
 * @param {() => void} change
 */
const slideRows = (list, change) => slide(() => [...list.children], change);

customElements.define("event-board", EventBoard);
