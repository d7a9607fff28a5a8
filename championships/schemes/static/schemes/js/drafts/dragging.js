/** Moving rows with the pointer, by their handle. Alt and the arrows do the same. */

const LEVELS = { criterion: "scheme", sub_criterion: "criterion", aspect: "sub_criterion" };

export class Dragging {
  /** @param {Grid} grid */
  constructor(grid) {
    this.grid = grid;
    grid.body.addEventListener("pointerdown", (event) => this.begin(event));
    grid.body.addEventListener("pointermove", (event) => this.over(event));
    grid.body.addEventListener("pointerup", () => this.end(true));
    grid.body.addEventListener("pointercancel", () => this.end(false));
    document.addEventListener("keydown", (event) => event.key === "Escape" && this.end(false));
  }

  /** @param {PointerEvent} event */
  begin(event) {
    const handle = event.target instanceof Element ? event.target.closest(".handle") : null;
    const row = handle?.closest("tr");
    if (!row || event.button > 0) return;
    event.preventDefault();
    this.row = row;
    row.dataset.dragged = "";
    handle.setPointerCapture(event.pointerId);
  }

  /** @param {PointerEvent} event */
  over(event) {
    if (!this.row) return;
    this.mark(null);
    const target = document.elementFromPoint(event.clientX, event.clientY)?.closest("tr[data-key]");
    if (!target || target === this.row) return;
    const box = target.getBoundingClientRect();
    this.mark(target, event.clientY < box.top + box.height / 2 ? "before" : "after");
  }

  /** @param {Element|null} target @param {string} [side] */
  mark(target, side = "") {
    delete this.target?.dataset.drop;
    this.target = target && this.goal(target, side) ? target : null;
    this.side = side;
    if (this.target) this.target.dataset.drop = side;
  }

  /** @returns {{parent: string, at: number}|null} where the dragged row would go */
  goal(target, side) {
    const { content } = this.grid;
    const dragged = content.place(this.row.dataset.key);
    const place = content.place(target.dataset.key);
    if (!dragged || !place) return null;
    if (place.level === LEVELS[dragged.level]) return { parent: place.row.key, at: 0 };
    if (place.level !== dragged.level) return null;
    const at = place.at + (side === "after" ? 1 : 0);
    const passes = place.parent === dragged.parent && dragged.at < at;
    return { parent: place.parent.key ?? "", at: passes ? at - 1 : at };
  }

  /** @param {boolean} drop */
  end(drop) {
    if (!this.row) return;
    const goal = drop && this.target ? this.goal(this.target, this.side) : null;
    const { key } = this.row.dataset;
    this.mark(null);
    delete this.row.dataset.dragged;
    this.row = null;
    if (goal) this.grid.editor.moveTo(key, goal);
  }
}
