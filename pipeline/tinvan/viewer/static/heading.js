import { body, index } from "./data.js";
import { append, element, webLink } from "./dom.js";
import { day, say } from "./settings.js";

/** Return what stands above an article. @param {number} article */
export function heading(article) {
  const head = index.articles[article];
  const { url, known = {}, warnings = [] } = body(article);
  const facts = element("p", { class: "about" });
  const told = [head.published ? day(head.published) : say("article.noDay")];
  if (known.author) told.push(known.author);
  if (head.source) told.push(head.source);
  append(facts, [told.join(" · ")]);
  if (url) append(facts, [" · ", webLink(url, say("article.open"))]);
  const noted = warnings.map((one) => element("li", {}, one));
  return [
    element("p", { class: "doc-id" }, head.id),
    element("h1", { dir: "auto" }, head.title || say("list.untitled")),
    facts,
    ...(noted.length
      ? [element("details", {}, element("summary", {}, say("article.warnings")), element("ul", {}, ...noted))]
      : []),
  ];
}
