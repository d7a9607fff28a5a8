/** What stands beside a competitor's own mark while the room goes on: why it is so, and what judges say and show. */

import { explained, pageSentences } from "./observation.js";
import { field, setText, show } from "./paint.js";
import { markKey } from "./state.js";

/** @typedef {{kind: "reason"|"comment"|"explanation"|"scores"|"photo"|"voice", text: string}} Said */

const sentences = pageSentences();

/**
 * Return what is known about one aspect, in the order in which it is read.
 * @param {import("./state.js").State} state
 * @param {number} aspect
 * @returns {Said[]} `text` is the id of a photo or a voice note
 */
export function saidAbout(state, aspect) {
  const mark = state.marks[markKey(state.you.participant, aspect)];
  const scores = mark?.state === "marked" ? mark.scores.map(({ score }) => score) : [];
  const isHere = (/** @type {{aspect: number}} */ note) => note.aspect === aspect;
  /** @type {Said[]} */
  const said = [
    { kind: "reason", text: mark?.reason ?? "" },
    ...Object.values(state.comments).filter(isHere).map(({ text }) => /** @type {Said} */ ({ kind: "comment", text })),
    { kind: "explanation", text: explained(mark?.explanation ?? [], sentences) },
    ...Object.values(state.evidence).filter(isHere).map(({ kind, id }) => /** @type {Said} */ ({ kind, text: id })),
    { kind: "scores", text: scores.includes(null) ? "" : scores.join(" · ") },
  ];
  return said.filter(({ text }) => text !== "");
}

/**
 * @param {Said} said
 * @returns {Element}
 */
function written({ kind, text }) {
  const template = /** @type {HTMLTemplateElement} */ (document.getElementById(`own-${kind}`));
  const element = /** @type {Element} */ (template.content.firstElementChild.cloneNode(true));
  setText(field(element, "text"), text);
  const address = `../evidence/${text}/`;
  element.querySelector("img, audio")?.setAttribute("src", address);
  field(element, "piece")?.setAttribute("href", address);
  return element;
}

/**
 * Paint it beside the mark; what has not changed is left alone, so that a voice note plays on.
 * @param {HTMLElement} element the aspect
 * @param {import("./state.js").State} state
 */
export function paintFeedback(element, state) {
  const place = field(element, "feedback");
  const said = saidAbout(state, Number(element.dataset.aspect));
  const now = JSON.stringify(said);
  if (!place || (place.dataset.said ?? "[]") === now) return;
  place.dataset.said = now;
  place.replaceChildren(...said.map(written));
  show(place, said.length > 0);
}
