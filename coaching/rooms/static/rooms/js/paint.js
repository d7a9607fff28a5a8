/** Small writes to the page that change nothing when nothing changed, so that focus and selection stay. */

/**
 * Return a function that asks for `action` before the next frame, once however often it is called: a hundred marks
 * at once are painted once, and a hidden tab paints nothing.
 * @param {() => void} action
 * @returns {() => void}
 */
export function onceAFrame(action) {
  let asked = 0;
  return () => {
    asked ||= requestAnimationFrame(() => {
      asked = 0;
      action();
    });
  };
}

/**
 * @param {Element|null} element
 * @param {string} text
 */
export function setText(element, text) {
  if (element && element.textContent !== text) element.textContent = text;
}

/**
 * @param {Element|null} element
 * @param {string} name
 * @param {string|number|boolean|null|undefined} value true writes an empty attribute; false and null remove it
 */
export function setAttribute(element, name, value) {
  if (!element) return;
  const text = value === true ? "" : value;
  if (text === false || text === null || text === undefined) element.removeAttribute(name);
  else if (element.getAttribute(name) !== String(text)) element.setAttribute(name, String(text));
}

/**
 * @param {Element|null} element
 * @param {boolean} shown
 */
export const show = (element, shown) => setAttribute(element, "hidden", !shown);

/**
 * The part of `root` that the template marked `data-field="name"`.
 * @param {ParentNode} root
 * @param {string} name
 * @returns {HTMLElement|null}
 */
export const field = (root, name) => root.querySelector(`[data-field="${name}"]`);

/**
 * Make the children of `list` follow `items`: kept where they are known, cloned from `template` where they are new.
 * @template T
 * @param {Element} list
 * @param {HTMLTemplateElement} template
 * @param {T[]} items
 * @param {(item: T) => string} key
 * @returns {HTMLElement[]} one element for each item, in order
 */
export function follow(list, template, items, key) {
  const known = new Map([...list.children].map((child) => [child.getAttribute("data-key"), child]));
  const elements = items.map((item) => known.get(key(item)) ?? cloned(template, key(item)));
  for (const child of known.values()) if (!elements.includes(child)) child.remove();
  elements.forEach((element, index) => {
    if (list.children[index] !== element) list.insertBefore(element, list.children[index] ?? null);
  });
  return /** @type {HTMLElement[]} */ (elements);
}

/**
 * @param {HTMLTemplateElement} template
 * @param {string} key
 * @returns {Element}
 */
function cloned(template, key) {
  const element = /** @type {DocumentFragment} */ (template.content.cloneNode(true)).firstElementChild;
  element.setAttribute("data-key", key);
  return element;
}

/**
 * Slide elements from where they were to where `change` puts them; at once if the reader wants no motion.
 * @param {() => Element[]} elements
 * @param {() => void} change
 */
export function slide(elements, change) {
  const calm = window.matchMedia("(prefers-reduced-motion: reduce)").matches;
  const before = new Map(elements().map((element) => [element, element.getBoundingClientRect().top]));
  change();
  if (calm) return;
  for (const element of elements()) {
    const distance = (before.get(element) ?? element.getBoundingClientRect().top) - element.getBoundingClientRect().top;
    if (Math.abs(distance) < 1) continue;
    element.animate([{ transform: `translateY(${distance}px)` }, { transform: "none" }], {
      duration: 250,
      easing: "cubic-bezier(0.2, 0, 0, 1)",
    });
  }
}
