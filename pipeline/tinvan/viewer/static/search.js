import { body, index } from "./data.js";
import { folded, marked, wordPattern } from "./folding.js";

/** Texts in small letters without marks, by article. @type {(string|undefined)[]} */
const plain = [];
/** The same with their marks. @type {(string|undefined)[]} */
const exact = [];
const SLICE = 8; // milliseconds of work between two frames

/** @param {number} article */
function source(article) {
  const head = index.articles[article];
  return `${head.title ?? ""}\n${head.id}\n${body(article).text ?? ""}`;
}

/** Fold the texts while nobody waits, so that the first search is as fast as the next. */
export function prepareSearch() {
  let article = 0;
  const work = () => {
    const until = performance.now() + SLICE;
    while (article < index.articles.length && performance.now() < until) {
      plain[article] ??= folded(source(article));
      article += 1;
    }
    if (article < index.articles.length) setTimeout(work, SLICE);
    else document.documentElement.dataset.searchable = "true";
  };
  setTimeout(work, 200); // after what is seen first
}

/**
 * A search: words or their beginnings, and “phrases in quotes”, all of which an article must have. A word with marks is
 * found with these marks alone, one without them with any.
 */
export class Query {
  /** @param {string} text  As typed. */
  constructor(text) {
    const parts = text.match(/"[^"]+"|“[^”]+”|\S+/g) ?? [];
    const words = parts.map((part) => part.replace(/^["“]|["”]$/g, "").trim()).filter(Boolean);
    /** Folded. */
    this.words = words.map(folded).filter(Boolean);
    this.patterns = this.words.map((word) => wordPattern(word));
    this.marked = words.map(marked).filter((word) => word !== folded(word)).map((word) => wordPattern(word));
  }

  /** Whether nothing is looked for. */
  get empty() {
    return this.words.length === 0;
  }

  /** @param {number} article */
  fits(article) {
    const text = (plain[article] ??= folded(source(article)));
    if (!this.patterns.every((word) => word.test(text))) return false;
    if (!this.marked.length) return true;
    const written = (exact[article] ??= marked(source(article)));
    return this.marked.every((word) => word.test(written));
  }

  /**
   * Return what stands around the first word that the text has, on one line.
   * @param {number} article
   */
  snippet(article) {
    const text = body(article).text ?? "";
    const at = (plain[article] ??= folded(source(article))).search(this.patterns[0]);
    const head = index.articles[article];
    // Composed letters fold one to one, so that this is the place, or close to it.
    const place = at - folded(`${head.title ?? ""}\n${head.id}\n`).length;
    if (at < 0 || place < 0) return "";
    const from = Math.max(0, place - 30);
    return (from ? "…" : "") + text.slice(from, place + 90).replace(/\s+/g, " ");
  }
}
