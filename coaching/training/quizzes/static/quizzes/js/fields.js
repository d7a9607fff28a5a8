/**
 * Reading and writing the answer of one question on the page, in the same plain form that the server stores
 * (quizzes/giving.py).
 *
 * @typedef {Record<string, any>|null} Given
 */

/** @param {HTMLElement} section */
const answerOf = (section) => /** @type {HTMLFieldSetElement} */ (section.querySelector(".question-answer"));

/**
 * @param {HTMLElement} section
 * @param {string} selector
 * @returns {any[]}
 */
const all = (section, selector) => [...answerOf(section).querySelectorAll(selector)];

/** @param {HTMLElement} section */
const items = (section) => all(section, "[data-item]");

const READERS = {
  choice: (section) => one(section, "option"),
  judge: (section) => one(section, "score", Number),
  several: (section) => {
    const options = all(section, "input[type=checkbox]:checked").map((box) => box.value);
    return options.length ? { options: options.sort() } : null;
  },
  number: (section) => typed(section),
  text: (section) => typed(section),
  ordering: (section) => {
    const places = items(section).map((item) => ({ name: item.dataset.item, place: Number(item.querySelector("select").value) }));
    if (!places.every(({ place }) => place > 0)) return null;
    return { order: places.sort((a, b) => a.place - b.place).map(({ name }) => name) };
  },
  matching: (section) => {
    const chosen = all(section, "select").filter((select) => select.value);
    const pairs = chosen.map((select) => [select.name.slice(select.name.indexOf(".") + 1), select.value]);
    return pairs.length ? { pairs: Object.fromEntries(pairs.sort(([a], [b]) => (a < b ? -1 : 1))) } : null;
  },
};

/**
 * @param {HTMLElement} section
 * @param {string} name
 * @param {(value: string) => any} read
 * @returns {Given}
 */
function one(section, name, read = (value) => value) {
  const [chosen] = all(section, "input[type=radio]:checked");
  return chosen ? { [name]: read(chosen.value) } : null;
}

/**
 * @param {HTMLElement} section
 * @returns {Given}
 */
function typed(section) {
  const [field] = all(section, "input[type=text]");
  const text = field.value.trim();
  return text ? { text } : null;
}

/**
 * What the page shows as the answer of a question.
 * @param {HTMLElement} section
 * @returns {Given}
 */
export const readGiven = (section) => READERS[section.dataset.kind](section);

/**
 * What the server wrote into the page as the answer of a question, whatever was chosen since.
 * @param {HTMLElement} section
 * @returns {Given}
 */
export function readWritten(section) {
  const page = document.createElement("template");
  page.innerHTML = section.outerHTML;
  return readGiven(/** @type {HTMLElement} */ (page.content.firstElementChild));
}

/**
 * Show an answer on the page.
 * @param {HTMLElement} section
 * @param {Given} given
 */
export function writeGiven(section, given) {
  for (const radio of all(section, "input[type=radio]")) radio.checked = radio.value === String(given?.option ?? given?.score);
  for (const box of all(section, "input[type=checkbox]")) box.checked = (given?.options ?? []).includes(box.value);
  for (const field of all(section, "input[type=text]")) field.value = given?.text ?? "";
  if (section.dataset.kind === "matching") {
    for (const select of all(section, "select")) select.value = given?.pairs?.[select.name.slice(select.name.indexOf(".") + 1)] ?? "";
  }
  if (section.dataset.kind === "ordering") writeOrder(section, given?.order ?? null);
}

/**
 * Put the items into an order and number them; without one they stay where they are, and no order is given.
 * @param {HTMLElement} section
 * @param {string[]|null} order
 */
export function writeOrder(section, order) {
  const list = answerOf(section).querySelector(".ordering");
  const standing = items(section).map((item) => item.dataset.item);
  // An item that is moved loses the focus: what stands rightly stays.
  for (const name of same(order, standing) ? [] : (order ?? [])) {
    const item = items(section).find((each) => each.dataset.item === name);
    if (item) list.append(item);
  }
  items(section).forEach((item, at) => {
    item.querySelector("select").value = order ? String(at + 1) : "";
    item.querySelector(".ordering-place").textContent = String(at + 1);
  });
}

/**
 * Whether two answers are the same.
 * @param {Given} a
 * @param {Given} b
 */
export const same = (a, b) => JSON.stringify(sorted(a)) === JSON.stringify(sorted(b));

/** @param {any} value */
const sorted = (value) =>
  value && typeof value === "object" && !Array.isArray(value)
    ? Object.fromEntries(Object.keys(value).sort().map((name) => [name, sorted(value[name])]))
    : value;
