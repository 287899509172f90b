import { byId, element } from "./dom.js";
import { say } from "./settings.js";

/**
 * Show a dialog over the page; Escape closes it, and what had the focus has it again.
 * @param {string} id
 * @param {string} title
 * @param {...(import("./dom.js").Child)} content
 * @returns {HTMLDialogElement}
 */
export function showDialog(id, title, ...content) {
  const dialog = /** @type {HTMLDialogElement} */ (byId(id));
  const close = element(
    "button",
    { type: "button", class: "quiet close", "aria-label": say("help.close"), click: () => dialog.close() },
    "×",
  );
  const heading = element("h2", { id: `${id}-title` }, title);
  dialog.setAttribute("aria-labelledby", heading.id);
  const children = content.filter((one) => one instanceof Node);
  dialog.replaceChildren(element("header", {}, heading, close), ...children);
  if (!dialog.open) dialog.showModal();
  return dialog;
}

/** Return whether a dialog is open. */
export function dialogIsOpen() {
  return document.querySelector("dialog[open]") !== null;
}
