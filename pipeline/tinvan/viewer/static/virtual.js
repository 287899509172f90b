import { element } from "./dom.js";

const BEYOND = 6; // rows that are kept above and below what is seen

/** A list of any length of which only the rows in sight are in the page; all are equally high. */
export class VirtualList {
  /**
   * @param {HTMLElement} box  What scrolls.
   * @param {number} rowHeight  In pixels.
   * @param {(position: number) => HTMLElement} makeRow
   */
  constructor(box, rowHeight, makeRow) {
    this.box = box;
    this.rowHeight = rowHeight;
    this.makeRow = makeRow;
    this.count = 0;
    /** @type {Map<number, HTMLElement>} */
    this.rows = new Map();
    this.list = element("ul", { class: "rows" });
    box.replaceChildren(this.list);
    box.addEventListener("scroll", () => this.draw(), { passive: true });
    new ResizeObserver(() => this.draw()).observe(box);
  }

  /**
   * Show another list.
   * @param {number} count
   */
  show(count) {
    this.count = count;
    this.list.style.height = `${count * this.rowHeight}px`;
    this.redraw();
  }

  /** Make the rows in sight anew. */
  redraw() {
    const focused = [...this.rows].find(([, row]) => row.contains(document.activeElement))?.[0];
    this.rows.clear();
    this.list.replaceChildren();
    this.draw();
    if (focused !== undefined) this.rows.get(focused)?.querySelector("button")?.focus();
  }

  /** Make the rows that have come in sight, and remove those that have gone. */
  draw() {
    const first = Math.max(0, Math.floor(this.box.scrollTop / this.rowHeight) - BEYOND);
    const seen = Math.ceil(this.box.clientHeight / this.rowHeight) + 2 * BEYOND;
    const last = Math.min(this.count, first + seen);
    for (const [position, row] of this.rows) {
      if (position < first || position >= last) {
        row.remove();
        this.rows.delete(position);
      }
    }
    for (let position = first; position < last; position++) {
      if (this.rows.has(position)) continue;
      const row = element("li", { "aria-setsize": this.count, "aria-posinset": position + 1 });
      row.style.transform = `translateY(${position * this.rowHeight}px)`;
      row.append(this.makeRow(position));
      const next = [...this.rows.keys()].filter((other) => other > position);
      const behind = next.length ? this.rows.get(Math.min(...next)) : null;
      this.list.insertBefore(row, behind ?? null); // read in the order in which they are seen
      this.rows.set(position, row);
    }
  }

  /**
   * Scroll so that a row is in sight.
   * @param {number} position
   */
  reveal(position) {
    const top = position * this.rowHeight;
    const room = this.box.clientHeight - this.rowHeight;
    if (top < this.box.scrollTop) this.box.scrollTop = top;
    else if (top > this.box.scrollTop + room) this.box.scrollTop = top - room;
    this.draw();
  }
}
