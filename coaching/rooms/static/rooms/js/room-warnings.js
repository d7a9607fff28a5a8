/** `<room-warnings address>`: what in the marks is worth a look, fetched when somebody asks and not before. */

import { field, setText } from "./paint.js";
import { fill, gettext, hourText } from "./words.js";

class RoomWarnings extends HTMLElement {
  connectedCallback() {
    this.querySelector("a").addEventListener("click", (event) => {
      event.preventDefault();
      this.look();
    });
  }

  async look() {
    const said = field(this, "warnings-said");
    try {
      const response = await fetch(this.getAttribute("address"), { headers: { Accept: "text/html" } });
      const page = new DOMParser().parseFromString(await response.text(), "text/html");
      const found = response.ok ? page.getElementById("worth-a-look") : null;
      if (!found) throw new Error(String(response.status));
      field(this, "warnings-list").replaceChildren(...found.children);
      setText(said, fill(gettext("As of %(time)s"), { time: hourText(new Date()) }));
    } catch {
      setText(said, gettext("The marks could not be looked at. Try again in a moment."));
    }
  }
}

customElements.define("room-warnings", RoomWarnings);
