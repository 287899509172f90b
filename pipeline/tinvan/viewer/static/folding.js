const MARKS = /\p{M}+/gu;
const MARK = /^\p{M}+$/u;

/** The two ways to set tones: hoà is hòa, thuỷ is thủy. @type {Record<string, string>} */
const TONES = Object.fromEntries(
  ["òa oà", "óa oá", "ỏa oả", "õa oã", "ọa oạ", "òe oè", "óe oé", "ỏe oẻ", "õe oẽ", "ọe oẹ"]
    .concat(["ùy uỳ", "úy uý", "ủy uỷ", "ũy uỹ", "ụy uỵ"])
    .map((pair) => /** @type {[string, string]} */ (pair.split(" ").reverse())),
);
const SECOND = new RegExp(Object.keys(TONES).join("|"), "g");

/**
 * Return a text in small letters without marks, đ as d: what somebody types who has no marks.
 * @param {string} text
 */
export function folded(text) {
  return text.toLowerCase().normalize("NFD").replace(MARKS, "").replaceAll("đ", "d");
}

/**
 * Return a text in small letters with its marks, in one Unicode form and one way to set tones.
 * @param {string} text
 */
export function marked(text) {
  return text.toLowerCase().normalize("NFC").replace(SECOND, (vowels) => TONES[vowels]);
}

/**
 * Return a pattern for a word, or the beginning of one.
 * @param {string} word
 * @param {string} [flags]
 */
export function wordPattern(word, flags = "u") {
  return new RegExp(`(?<![\\p{L}\\p{N}])${word.replace(/[\\^$.*+?()[\]{}|/-]/g, "\\$&")}`, flags);
}

/**
 * Return the place in a text of each character of its folded form, and its end: they stand apart
 * where letters are decomposed.
 * @param {string} text
 */
function placesOfFolded(text) {
  const places = [];
  let at = 0;
  for (const sign of text) {
    if (!MARK.test(sign)) for (let unit = 0; unit < folded(sign).length; unit++) places.push(at);
    at += sign.length;
  }
  places.push(at);
  return places;
}

/**
 * Find words in a text, whatever their marks.
 * @param {string} text
 * @param {string[]} words  Folded.
 * @returns {[number, number][]}  Where they stand, in UTF-16 units, in their order.
 */
export function occurrences(text, words) {
  const plain = folded(text);
  const places = plain.length === text.length ? null : placesOfFolded(text);
  /** @type {[number, number][]} */
  const found = [];
  for (const word of words) {
    for (const { index } of plain.matchAll(wordPattern(word, "gu"))) {
      const end = index + word.length;
      found.push(places ? [places[index], places[end]] : [index, end]);
    }
  }
  return found.sort((a, b) => a[0] - b[0]);
}
