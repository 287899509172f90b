import { statement } from "./conflicts.js";
import { index } from "./data.js";
import { byId, element } from "./dom.js";
import { folded } from "./folding.js";
import { plot } from "./plot.js";
import { openSeries, route } from "./route.js";
import { days, say, term, withSigns } from "./settings.js";
import { VirtualList } from "./virtual.js";

const ROW = 76; // pixels

/** @type {VirtualList|null} */
let list = null;
/** Which series fit what is typed. @type {number[]} */
let fitting = [];
let typed = "";

/** Draw the series that there are, and the one of the route. */
export function drawSeries() {
  const pane = byId("series");
  if (!index.series.length) {
    pane.replaceChildren(element("p", { class: "notice" }, say("series.none")));
    return;
  }
  const said = say("series.search");
  const field = element("input", { type: "search", placeholder: said, "aria-label": said });
  field.value = typed;
  field.addEventListener("input", () => find(field.value));
  const rows = element("div", { class: "scroll", id: "series-list" });
  const side = element("nav", { class: "series-side", "aria-label": say("series.list") }, field, rows);
  pane.replaceChildren(side, element("div", { class: "series-main", id: "series-main" }));
  list = new VirtualList(rows, ROW, row);
  find(typed);
  drawOne();
}

/** Show the series of the route. */
export function showSeries() {
  if (!list) return drawSeries();
  list.redraw();
  drawOne();
}

/** @param {string} words */
function find(words) {
  typed = words;
  const wanted = folded(words).split(/\s+/);
  fitting = [...index.series.keys()].filter((at) => {
    const text = folded(name(index.series[at]));
    return wanted.every((word) => text.includes(word));
  });
  list?.show(fitting.length);
}

/** @param {import("./types.js").Series} one */
function name(one) {
  const scope = one.kind === "rank" ? (one.scope ?? say("series.world")) : "";
  const change = one.measure === "level" ? "" : term("choice", one.measure);
  return [one.subject, one.about, change, scope].filter(Boolean).join(" · ");
}

/** @param {number} position */
function row(position) {
  const at = fitting[position];
  const one = index.series[at];
  return element(
    "button",
    { type: "button", class: "row", "aria-current": at === route.series && "true", click: () => openSeries(at) },
    element("span", { class: "row-title", dir: "auto" }, name(one)),
    element("span", { class: "row-about" }, say("series.points", one.points.length)),
  );
}

/** Draw the plot of the series, and the table of its points. */
function drawOne() {
  const one = index.series[route.series];
  const rows = one.points.map((point) =>
    element(
      "tr",
      {},
      element("td", {}, days(point.start, point.end)),
      element(
        "td",
        { class: "says" },
        withSigns(point.says),
        point.modality !== "actual" && element("small", {}, ` ${term("choice", point.modality)}`),
        point.contradicted.length > 0 &&
          element("small", { class: "wrong" }, ` ${say("series.elsewhere", point.contradicted.join(", "))}`),
      ),
      element("td", {}, ...point.sources.slice(0, 3).map(statement)),
    ),
  );
  const head = ["series.when", "series.says", "series.source"].map((key) => element("th", { scope: "col" }, say(key)));
  const shown = ["actual", "planned", "contradicted"].filter((kind) => one.points.some((point) => kindOf(point) === kind));
  byId("series-main").replaceChildren(
    element("h1", { dir: "auto" }, name(one)),
    element("p", { class: "axis" }, say(`series.${one.kind}`)),
    plot(one, Math.max(320, Math.min(900, byId("series-main").clientWidth - 26)), (at) => rows[at].scrollIntoView({ block: "center", behavior: "smooth" })),
    element("ul", { class: "legend" }, ...shown.map((kind) => element("li", { class: kind }, say(`series.legend.${kind}`)))),
    element("table", { class: "points" }, element("thead", {}, element("tr", {}, ...head)), element("tbody", {}, ...rows)),
  );
}

/** @param {import("./types.js").SeriesPoint} point */
function kindOf(point) {
  if (point.contradicted.length) return "contradicted";
  return point.modality === "actual" ? "actual" : "planned";
}
