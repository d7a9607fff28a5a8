/**
 * `<podium-drop data-chosen="Chosen: %(name)s">` around a file field: the whole area takes a dropped file and the name
 * of the chosen one is read out. Without this module the field works by itself.
 */
class PodiumDrop extends HTMLElement {
  connectedCallback() {
    const field = this.querySelector('input[type="file"]');
    if (!(field instanceof HTMLInputElement) || this.dataset.ready !== undefined) return;
    this.dataset.ready = "";
    const told = document.createElement("p");
    told.className = "drop-chosen";
    told.setAttribute("role", "status");
    this.append(told);
    field.addEventListener("change", () => this.#tell(field, told));
    this.addEventListener("dragover", (event) => this.#over(event));
    this.addEventListener("dragleave", () => this.removeAttribute("data-over"));
    this.addEventListener("drop", (event) => this.#take(event, field));
  }

  /** @param {DragEvent} event */
  #over(event) {
    if (!event.dataTransfer?.types.includes("Files")) return;
    event.preventDefault();
    this.dataset.over = "";
  }

  /**
   * @param {DragEvent} event
   * @param {HTMLInputElement} field
   */
  #take(event, field) {
    event.preventDefault();
    this.removeAttribute("data-over");
    const file = event.dataTransfer?.files[0];
    if (!file) return;
    const chosen = new DataTransfer();
    chosen.items.add(file);
    field.files = chosen.files;
    field.dispatchEvent(new Event("change", { bubbles: true }));
  }

  /**
   * @param {HTMLInputElement} field
   * @param {HTMLElement} told
   */
  #tell(field, told) {
    const name = field.files?.[0]?.name ?? "";
    told.textContent = name ? (this.dataset.chosen ?? "").replace("%(name)s", name) : "";
  }
}

customElements.define("podium-drop", PodiumDrop);
