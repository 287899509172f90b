import { dialogIsOpen, showDialog } from "./dialogs.js";
import { element } from "./dom.js";
import { say } from "./settings.js";

/**
 * @typedef {object} Binding
 * @property {string[]} keys  As `KeyboardEvent.key` has them.
 * @property {"go"|"review"|"page"} group
 * @property {string} name
 * @property {(key: string) => void} act
 * @property {string} [shown]  The keys, as the help shows them, if otherwise.
 */

/** @type {Binding[]} */
const bindings = [];

/** @param {Binding[]} added */
export function bind(added) {
  bindings.push(...added);
}

/** Do what keys say, unless somebody types into a field, or holds another key. */
export function listenToKeys() {
  document.addEventListener("keydown", (event) => {
    const target = /** @type {HTMLElement} */ (event.target);
    // A field of a dialog that has just closed keeps the focus until the page is drawn again.
    const typing =
      target.matches("input:not([type=range], [type=checkbox]), textarea, select") &&
      !target.closest("dialog:not([open])");
    if (event.key === "Escape" && typing && !dialogIsOpen()) target.blur();
    if (typing || dialogIsOpen() || event.ctrlKey || event.metaKey || event.altKey) return;
    const found = bindings.find((one) => one.keys.includes(event.key));
    if (!found) return;
    event.preventDefault();
    found.act(event.key);
  });
}

/** Show the keys. */
export function showHelp() {
  const groups = ["go", "review", "page"].map((group) => {
    const list = element("dl", { class: "keys" });
    for (const one of bindings.filter((binding) => binding.group === group)) {
      const keys = (one.shown?.split(" ") ?? one.keys).map((key) => element("kbd", {}, key));
      list.append(element("dt", {}, ...keys), element("dd", {}, say(`key.${one.name}`)));
    }
    return element("section", {}, element("h3", {}, say(`help.${group}`)), list);
  });
  showDialog("help", say("help.title"), element("div", { class: "key-groups" }, ...groups));
}
