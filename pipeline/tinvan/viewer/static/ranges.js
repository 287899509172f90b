/** Where the characters of a text stand in the page, in the order in which they were drawn. */
export class DrawnText {
  constructor() {
    /** Text nodes with the place of their first character, in UTF-16 units.
     * @type {{node: Text, start: number}[]} */
    this.nodes = [];
  }

  /**
   * Say where a node stands.
   * @param {Text} node
   * @param {number} start
   */
  add(node, start) {
    this.nodes.push({ node, start });
  }

  /**
   * Return the range of some characters; null if they are not drawn.
   * @param {number} start
   * @param {number} end
   */
  range(start, end) {
    const from = this.place(start, 0);
    const to = this.place(end - 1, 1);
    if (!from || !to) return null;
    const range = document.createRange();
    range.setStart(...from);
    range.setEnd(...to);
    return range;
  }

  /**
   * Return the ranges of some characters that are not in marks, whose colours would be covered.
   * @param {number} start
   * @param {number} end
   */
  unmarked(start, end) {
    return this.nodes
      .filter((one) => one.start < end && one.start + one.node.length > start)
      .filter(({ node }) => !node.parentElement?.closest("mark"))
      .map((one) => this.range(Math.max(start, one.start), Math.min(end, one.start + one.node.length)));
  }

  /**
   * Return the characters of a range; null if it has none of the text.
   * @param {Range} range
   * @returns {[number, number]|null}
   */
  bounds(range) {
    const within = this.nodes.filter(({ node }) => range.intersectsNode(node));
    if (!within.length) return null;
    const [first, last] = [within[0], within[within.length - 1]];
    const start = range.startContainer === first.node ? range.startOffset : 0;
    const end = range.endContainer === last.node ? range.endOffset : last.node.length;
    return [first.start + start, last.start + end];
  }

  /**
   * @param {number} at
   * @param {0|1} behind  Whether the place behind the character is meant.
   * @returns {[Text, number]|null}
   */
  place(at, behind) {
    let low = 0;
    let high = this.nodes.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (this.nodes[middle].start <= at) low = middle + 1;
      else high = middle;
    }
    const found = this.nodes[low - 1];
    if (!found) return null;
    return [found.node, Math.min(found.node.length, at - found.start + behind)];
  }
}

/**
 * Colour some ranges, where the browser can do that without changing the page.
 * @param {string} name
 * @param {(Range|null)[]} ranges
 */
export function highlight(name, ranges) {
  if (!("highlights" in CSS)) return;
  CSS.highlights.set(name, new Highlight(...ranges.filter((range) => range !== null)));
}

