/**
 * What parts of the page tell each other: "language", "theme", "filter" (what is shown has
 * changed), "route" (another view, article or fact), "review" (a decision was made).
 * @typedef {"language"|"theme"|"filter"|"route"|"review"} EventName
 */

/** @type {Map<EventName, (() => void)[]>} */
const listeners = new Map();

/**
 * @param {EventName} name
 * @param {() => void} listener
 */
export function on(name, listener) {
  listeners.set(name, [...(listeners.get(name) ?? []), listener]);
}

/** @param {EventName} name */
export function emit(name) {
  for (const listener of listeners.get(name) ?? []) listener();
}
