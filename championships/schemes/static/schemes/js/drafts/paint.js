/** Small writes to the page that change nothing when nothing changed, so that focus and selection stay. */

/** @param {Element|null} element @param {string} text */
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
  if (value === false || value === null || value === undefined) element.removeAttribute(name);
  else if (element.getAttribute(name) !== String(value === true ? "" : value)) element.setAttribute(name, value === true ? "" : String(value));
}

/** @param {ParentNode} root @param {string} name @returns {HTMLElement|null} */
export const part = (root, name) => root.querySelector(`[data-part="${name}"]`);

/** @param {string} id @returns {HTMLElement} a copy of what the template `id` holds */
export const stamp = (id) => /** @type {HTMLTemplateElement} */ (document.getElementById(id)).content.firstElementChild.cloneNode(true);

/**
 * @param {string} tag
 * @param {Record<string, any>} [properties]
 * @param {(Node|string)[]} [children]
 */
export function make(tag, properties = {}, children = []) {
  const element = Object.assign(document.createElement(tag), properties);
  element.append(...children);
  return element;
}
