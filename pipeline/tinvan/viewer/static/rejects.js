import { index } from "./data.js";
import { byId, element } from "./dom.js";
import { say } from "./settings.js";

/** Draw what was not read, and why. */
export function drawRejects() {
  const pane = byId("rejects");
  if (!index.rejects.length) {
    pane.replaceChildren(element("p", { class: "notice" }, say("rejects.none")));
    return;
  }
  const head = ["doc", "reason", "message"].map((name) => element("th", { scope: "col" }, say(`rejects.${name}`)));
  const rows = index.rejects.map(({ doc, reason, message }) =>
    element("tr", {}, element("td", {}, doc), element("td", {}, element("code", {}, reason)), element("td", {}, message)),
  );
  pane.replaceChildren(
    element("h1", {}, say("view.rejects")),
    element("table", { class: "points" }, element("thead", {}, element("tr", {}, ...head)), element("tbody", {}, ...rows)),
  );
}
