/**
 * `<ceremony-screen>`: the screen in the hall. It is sent one picture at a time and knows of no other; without a network
 * the last one stays.
 */

import { followCeremony } from "./ceremony-link.js";

class CeremonyScreen extends HTMLElement {
  connectedCallback() {
    followCeremony(this, (state) => this.show(state));
  }

  /** @param {import("./ceremony-link.js").State} state */
  show({ step, moves, html }) {
    this.dataset.step = String(step);
    this.dataset.moves = String(moves);
    const parsed = new DOMParser().parseFromString(html, "text/html");
    const scene = parsed.body.firstElementChild;
    if (!scene || scene.outerHTML === this.firstElementChild?.outerHTML) return;
    this.replaceChildren(document.importNode(scene, true));
  }
}

customElements.define("ceremony-screen", CeremonyScreen);
