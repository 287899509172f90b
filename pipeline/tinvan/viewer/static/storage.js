/**
 * What is kept in the browser between visits, where it allows that; else for this visit alone.
 */

const PREFIX = "tinvan-view:";

/** @returns {Storage|null} */
function available() {
  try {
    localStorage.setItem(`${PREFIX}probe`, "1");
    localStorage.removeItem(`${PREFIX}probe`);
    return localStorage;
  } catch {
    return null;
  }
}

const store = available();

/** Whether anything can be kept. */
export const keeps = store !== null;

/**
 * @param {string} name
 * @returns {any}
 */
export function kept(name) {
  try {
    return JSON.parse(store?.getItem(PREFIX + name) ?? "null");
  } catch {
    return null; // not written by this page
  }
}

/**
 * @param {string} name
 * @param {any} value
 * @returns {boolean}  Whether it will be there at the next visit.
 */
export function keep(name, value) {
  try {
    store?.setItem(PREFIX + name, JSON.stringify(value));
    return store !== null;
  } catch {
    return false; // full
  }
}

/**
 * Listen to what other pages keep: other tabs with this page, and pages of runs of the same name.
 * @param {string} name
 * @param {() => void} listener
 */
export function onKept(name, listener) {
  addEventListener("storage", (event) => {
    if (event.key === PREFIX + name) listener();
  });
}
