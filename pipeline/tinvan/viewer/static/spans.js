/**
 * A place in an article that a fact points at.
 * @typedef {object} Place
 * @property {number} start  In UTF-16 units.
 * @property {number} end
 * @property {number} fact  The position of the fact in its article.
 */

/**
 * Return where the facts of an article point, in the order of the text: anchors and mentions.
 * @param {import("./types.js").FactData[]} facts
 * @param {import("./offsets.js").Offsets} offsets
 * @returns {Place[]}
 */
export function placesOf(facts, offsets) {
  /** @type {Place[]} */
  const found = [];
  facts.forEach((fact, at) => {
    const spans = [fact.anchor, ...(fact.mentions ?? [])].filter(Array.isArray);
    const seen = new Set();
    for (const [start, end] of spans) {
      if (seen.has(`${start} ${end}`)) continue;
      seen.add(`${start} ${end}`);
      found.push({ start: offsets.units(start), end: offsets.units(end), fact: at });
    }
  });
  return found.sort((a, b) => a.start - b.start || b.end - a.end);
}

/**
 * A run of characters at which the same facts point.
 * @typedef {{start: number, end: number, facts: number[]}} Segment
 */

/**
 * Cut a stretch of the text where facts begin and end.
 * @param {number} start
 * @param {number} end
 * @param {Place[]} places  Those that touch the stretch, in the order of the text.
 * @returns {Segment[]}  All of the stretch; of several facts the one of the shortest span first.
 */
export function segments(start, end, places) {
  const cuts = new Set([start, end]);
  for (const place of places) {
    if (place.start > start && place.start < end) cuts.add(place.start);
    if (place.end > start && place.end < end) cuts.add(place.end);
  }
  const sorted = [...cuts].sort((a, b) => a - b);
  /** @type {Segment[]} */
  const found = [];
  /** @type {Place[]} */
  let open = [];
  let next = 0;
  for (let at = 0; at + 1 < sorted.length; at++) {
    const from = sorted[at];
    while (next < places.length && places[next].start <= from) open.push(places[next++]);
    open = open.filter((place) => place.end > from);
    const covering = open.toSorted((a, b) => a.end - a.start - (b.end - b.start));
    const facts = [...new Set(covering.map((place) => place.fact))];
    found.push({ start: from, end: sorted[at + 1], facts });
  }
  return found;
}

/**
 * Return the places that touch a stretch, by halves.
 * @param {Place[]} places  In the order of the text.
 * @param {number} longest  The length of the longest of them.
 * @param {number} start
 * @param {number} end
 */
export function touching(places, longest, start, end) {
  let low = 0;
  let high = places.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (places[middle].start < start - longest) low = middle + 1;
    else high = middle;
  }
  const found = [];
  for (let at = low; at < places.length && places[at].start < end; at++) {
    if (places[at].end > start) found.push(places[at]);
  }
  return found;
}
