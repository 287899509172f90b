import { showDialog } from "./dialogs.js";
import { element } from "./dom.js";
import { labels } from "./labels.js";
import { say } from "./settings.js";

/** Offer what was reviewed as a file of gold labels. */
export function showExport() {
  const { lines, articles, partly } = labels();
  const save = element(
    "button",
    { type: "button", class: "primary", id: "save-labels", click: () => download(lines) },
    say("export.save"),
  );
  showDialog(
    "export",
    say("export.title"),
    element("p", {}, say(articles ? "export.text" : "export.none")),
    partly ? element("p", {}, say("export.partly", partly)) : null,
    articles ? element("p", { class: "total" }, say("export.count", lines.length, articles)) : null,
    articles ? element("div", { class: "actions" }, save) : null,
  );
}

/** @param {string[]} lines */
function download(lines) {
  const url = URL.createObjectURL(new Blob(lines.map((line) => `${line}\n`), { type: "application/jsonl" }));
  element("a", { href: url, download: "labels.jsonl" }).click();
  setTimeout(() => URL.revokeObjectURL(url), 1000);
}
