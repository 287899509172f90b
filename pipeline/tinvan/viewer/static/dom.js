/**
 * What would change how text is shown without being seen: control characters, marks that turn the
 * direction of writing, zero-width and line separators. Joiners are left alone: emoji need them.
 */
const HIDDEN =
  /[\0-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\xad\u061c\u200b\u200e\u200f\u2028-\u202e\u2060-\u2069\ufeff\ufff9-\ufffb]|[\u{e0000}-\u{e007f}]/gu;

/**
 * Yield the pieces of a text: runs that are shown as they are, and hidden characters.
 * @param {string} text
 * @returns {Generator<{at: number, text: string, hidden: boolean}>}
 */
export function* pieces(text) {
  let from = 0;
  for (const found of text.matchAll(HIDDEN)) {
    if (found.index > from) yield { at: from, text: text.slice(from, found.index), hidden: false };
    yield { at: found.index, text: found[0], hidden: true };
    from = found.index + found[0].length;
  }
  if (from < text.length) yield { at: from, text: text.slice(from), hidden: false };
}

/**
 * Return what stands for a hidden character.
 * @param {string} sign
 */
export function chip(sign) {
  const code = (sign.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, "0");
  const shown = document.createElement("span");
  shown.className = "hidden-sign";
  shown.textContent = `U+${code}`;
  return shown;
}

/**
 * Append a text that came from an article: never as markup, hidden characters made visible.
 * @param {Node} parent
 * @param {string} text
 */
export function appendText(parent, text) {
  for (const piece of pieces(text)) {
    parent.appendChild(piece.hidden ? chip(piece.text) : document.createTextNode(piece.text));
  }
}

/** @typedef {Node|string|number|null|undefined|false} Child */

/**
 * Make an element. Properties that are functions listen to events; others are attributes, of which
 * `true` is written as empty, and null, undefined and false are left out.
 * @template {keyof HTMLElementTagNameMap} T
 * @param {T} tag
 * @param {Record<string, any>} [properties]
 * @param {...Child} children
 * @returns {HTMLElementTagNameMap[T]}
 */
export function element(tag, properties = {}, ...children) {
  const made = document.createElement(tag);
  setAll(made, properties);
  append(made, children);
  return made;
}

/**
 * Make an element of SVG, in the same way.
 * @param {string} tag
 * @param {Record<string, any>} [properties]
 * @param {...Child} children
 * @returns {SVGElement}
 */
export function svg(tag, properties = {}, ...children) {
  const made = document.createElementNS("http://www.w3.org/2000/svg", tag);
  setAll(made, properties);
  append(made, children);
  return made;
}

/**
 * @param {Element} made
 * @param {Record<string, any>} properties
 */
function setAll(made, properties) {
  for (const [name, value] of Object.entries(properties)) {
    if (typeof value === "function") made.addEventListener(name, value);
    else if (value === true) made.setAttribute(name, "");
    else if (value != null && value !== false) made.setAttribute(name, String(value));
  }
}

/**
 * @param {Node} parent
 * @param {Child[]} children
 */
export function append(parent, children) {
  for (const child of children) {
    if (child instanceof Node) parent.appendChild(child);
    else if (child != null && child !== false) appendText(parent, String(child));
  }
}

/**
 * Return the element with an id.
 * @param {string} id
 * @returns {HTMLElement}
 */
export function byId(id) {
  return /** @type {HTMLElement} */ (document.getElementById(id));
}

/**
 * Return a link if the address is one of the web; else the address as text.
 * @param {string} url
 * @param {string} shown
 */
export function webLink(url, shown) {
  const isWeb = /^https?:\/\//i.test(url) && URL.canParse(url);
  if (!isWeb) return element("bdi", { class: "address" }, url);
  return element("a", { href: url, target: "_blank", rel: "noopener noreferrer" }, shown);
}

/**
 * Scroll a pane until something in it is seen, if it is not: what lies before it may get its height
 * only as it comes in sight.
 * @param {Element} target
 * @param {Element} pane
 * @param {number} [tries]
 */
export function reveal(target, pane, tries = 8) {
  const outer = pane.getBoundingClientRect();
  const inner = target.getBoundingClientRect();
  const bottom = outer.bottom - (parseFloat(getComputedStyle(pane).scrollPaddingBottom) || 0);
  const end = Math.min(inner.bottom, inner.top + (bottom - outer.top) / 2); // it may be taller
  if (inner.top >= outer.top && end <= bottom) return;
  target.scrollIntoView({ block: "center" });
  if (tries) requestAnimationFrame(() => reveal(target, pane, tries - 1));
}
