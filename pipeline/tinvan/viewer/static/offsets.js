/**
 * Offsets between Unicode code points, in which spans count, and the UTF-16 units of JavaScript.
 * They differ behind a character outside the basic plane, which takes two units.
 */
export class Offsets {
  /** @param {string} text */
  constructor(text) {
    /** Where such characters stand, in units. @type {number[]} */
    this.wide = [];
    for (const found of text.matchAll(/[\u{10000}-\u{10ffff}]/gu)) this.wide.push(found.index);
  }

  /**
   * Return a code point's place in units.
   * @param {number} point
   */
  units(point) {
    let low = 0;
    let high = this.wide.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (this.wide[middle] - middle < point) low = middle + 1;
      else high = middle;
    }
    return point + low;
  }

  /**
   * Return a unit's place in code points.
   * @param {number} unit
   */
  points(unit) {
    let low = 0;
    let high = this.wide.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (this.wide[middle] < unit) low = middle + 1;
      else high = middle;
    }
    return unit - low;
  }
}
