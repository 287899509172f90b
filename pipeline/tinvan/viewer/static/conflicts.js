import { index } from "./data.js";
import { append, byId, element, webLink } from "./dom.js";
import { choose } from "./route.js";
import { day, days, say, term, withSigns } from "./settings.js";

let kind = "";

/** Draw what contradicts what, side by side. */
export function drawConflicts() {
  const pane = byId("conflicts");
  const kinds = [...new Set(index.conflicts.map((one) => one.kind))];
  const shown = index.conflicts.filter((one) => !kind || one.kind === kind);
  if (!index.conflicts.length) {
    pane.replaceChildren(element("p", { class: "notice" }, say("conflicts.none")));
    return;
  }
  const choice = element("select", { id: "conflict-kind" }, element("option", { value: "" }, say("conflicts.all")));
  for (const one of kinds) choice.append(element("option", { value: one }, say(`conflict.${one}`)));
  choice.value = kind;
  choice.addEventListener("change", () => {
    kind = choice.value;
    drawConflicts();
    byId("conflict-kind").focus();
  });
  pane.replaceChildren(
    element(
      "div",
      { class: "toolbar" },
      element("h1", {}, say("conflicts.count", shown.length)),
      element("label", {}, element("span", {}, say("conflicts.kind")), choice),
    ),
    ...shown.map(conflictCard),
  );
}

/** @param {import("./types.js").Conflict} conflict */
function conflictCard(conflict) {
  return element(
    "article",
    { class: "conflict" },
    element(
      "header",
      {},
      element("span", { class: `pill type-${conflict.type}` }, term("type", conflict.type)),
      element("span", { class: "kind" }, say(`conflict.${conflict.kind}`)),
      element("h2", { dir: "auto" }, about(conflict.about)),
      element("p", {}, why(conflict)),
    ),
    element("div", { class: "sides" }, ...conflict.sides.map(side)),
  );
}

/** Return why this is a contradiction. @param {import("./types.js").Conflict} conflict */
function why({ kind, explanation }) {
  const sum = /^(.*), but the total is given as (.*)$/s.exec(explanation);
  if (sum) return say("why.total", sum[1], sum[2]);
  return kind === "value" || kind === "holders" ? say(`why.${kind}`) : explanation;
}

/** Return what a conflict is about with its days as they are read. @param {string} text */
function about(text) {
  return text.replace(/(\d{4}-\d{2}-\d{2})\.\.(\d{4}-\d{2}-\d{2})/g, (_, start, end) => days(start, end));
}

/** @param {import("./types.js").ConflictSide} one */
function side(one) {
  return element(
    "section",
    { class: "side" },
    element("p", { class: "says", dir: "auto" }, withSigns(one.says)),
    ...one.sources.slice(0, 3).map(statement),
    one.sources.length > 3 && element("p", { class: "more" }, say("conflict.sources", one.sources.length - 3)),
  );
}

/**
 * Return a sentence with its source, from which one comes to the characters.
 * @param {import("./types.js").Statement} one
 */
export function statement(one) {
  const [start, end] = one.anchor;
  const letters = [...one.evidence];
  const quote = element("blockquote", { dir: "auto" });
  append(quote, [
    letters.slice(0, start).join(""),
    element("mark", { class: "said" }, letters.slice(start, end).join("")),
    letters.slice(end).join(""),
  ]);
  const { fact } = one;
  const source = element("p", { class: "source" }, `${one.doc} · ${one.published ? day(one.published) : say("article.noDay")} `);
  if (fact !== null) {
    const open = { type: "button", class: "link", click: () => choose(fact) };
    source.append(element("button", open, say("fact.show")));
  }
  if (one.url) source.append(" ", webLink(one.url, say("article.open")));
  return element("div", { class: "statement" }, quote, source);
}
