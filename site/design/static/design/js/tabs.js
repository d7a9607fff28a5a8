/**
 * `<podium-tabs label="">` with `<section data-tab="Title" id="name">` children. Without this module all sections show
 * one under the other with their headings. Arrow keys, Home and End move; the address keeps the chosen tab.
 */
class PodiumTabs extends HTMLElement {
  /** @type {HTMLButtonElement[]} */
  #tabs = [];

  connectedCallback() {
    if (this.#tabs.length > 0) return;
    const panels = this.#panels();
    if (panels.length === 0) return;
    const list = document.createElement("div");
    list.className = "tab-list";
    list.setAttribute("role", "tablist");
    list.setAttribute("aria-label", this.getAttribute("label") ?? "");
    this.#tabs = panels.map((panel) => this.#tabFor(panel));
    list.append(...this.#tabs);
    this.prepend(list);
    this.dataset.ready = "";
    list.addEventListener("keydown", (event) => this.#move(event));
    this.choose(Math.max(0, panels.findIndex((panel) => `#${panel.id}` === location.hash)));
  }

  /** @returns {HTMLElement[]} */
  #panels() {
    return [...this.children].filter((child) => child instanceof HTMLElement && "tab" in child.dataset);
  }

  /** @param {HTMLElement} panel */
  #tabFor(panel) {
    const tab = document.createElement("button");
    tab.type = "button";
    tab.className = "tab";
    tab.id = `${panel.id}-tab`;
    tab.textContent = panel.dataset.tab ?? "";
    tab.setAttribute("role", "tab");
    tab.setAttribute("aria-controls", panel.id);
    panel.setAttribute("role", "tabpanel");
    panel.setAttribute("aria-labelledby", tab.id);
    panel.tabIndex = 0;
    tab.addEventListener("click", () => {
      this.choose(this.#tabs.indexOf(tab));
      history.replaceState(history.state, "", `#${panel.id}`);
    });
    return tab;
  }

  /**
   * Show one panel and hide the others.
   * @param {number} index from 0
   */
  choose(index) {
    this.#panels().forEach((panel, at) => {
      panel.hidden = at !== index;
    });
    this.#tabs.forEach((tab, at) => {
      tab.setAttribute("aria-selected", String(at === index));
      tab.tabIndex = at === index ? 0 : -1;
    });
  }

  /** @param {KeyboardEvent} event */
  #move(event) {
    const last = this.#tabs.length - 1;
    const at = this.#tabs.indexOf(/** @type {HTMLButtonElement} */ (document.activeElement));
    const to = { ArrowRight: at === last ? 0 : at + 1, ArrowLeft: at === 0 ? last : at - 1, Home: 0, End: last }[event.key];
    if (to === undefined) return;
    event.preventDefault();
    this.#tabs[to].click();
    this.#tabs[to].focus();
  }
}

customElements.define("podium-tabs", PodiumTabs);
