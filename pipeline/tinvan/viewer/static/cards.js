import { body, index, record, typeOf } from "./data.js";
import { byId, element, reveal } from "./dom.js";
import { edit } from "./editor.js";
import { fitting } from "./filters.js";
import { slotOf, spanReader } from "./labels.js";
import { decide, decision } from "./review.js";
import { choose, route } from "./route.js";
import { days, number, say, term } from "./settings.js";

const MANY = 200; // cards above which those out of sight are not laid out
/** What tells in short what a fact says. */
const GIST = [
  "unit", "position", "organisation", "name", "subject", "indicator", "index", "scope", "kind", "issuer", "title", "place",
];
/** Slots that the first lines of a card tell, or that need no line of their own. */
const TOLD = ["date", "mentions", "modality", "comparator"];
/** What is usual and so not said. @type {Record<string, string>} */
const USUAL = { comparator: "=", measure: "level", modality: "actual", status: "incumbent" };

/** Draw the facts of the article that fit. */
export function drawCards() {
  const head = index.articles[route.article];
  const list = byId("cards");
  const numbers = head ? Array.from({ length: head.count }, (_, at) => head.first + at) : [];
  const fits = numbers.filter((fact) => fitting.facts[fact]);
  list.classList.toggle("many", fits.length > MANY);
  list.replaceChildren(...fits.map(card));
  const left = numbers.length - fits.length;
  const note = byId("cards-note");
  note.textContent = numbers.length === 0
    ? say("panel.empty")
    : fits.length === 0 ? say("panel.none") : left ? say("panel.more", left) : "";
  byId("panel-title").textContent = `${say("panel.title")} · ${number(fits.length)}`;
  byId("panel-toggle").setAttribute("aria-label", say("panel.open"));
  revealCard();
}

/** Draw the card of a fact anew. @param {number} fact */
export function redrawCard(fact) {
  const old = document.getElementById(`card-${fact}`);
  if (!old) return;
  const focused = old.contains(document.activeElement);
  const made = card(fact);
  old.replaceWith(made);
  if (focused) made.querySelector("button")?.focus({ preventScroll: true });
}

/** The fact whose card is open. @type {number|null} */
let open = null;

/** Open the card of the chosen fact, and close the one before. */
export function showCard() {
  const before = open;
  open = route.fact;
  if (before !== null && before !== open) redrawCard(before);
  if (open !== null) redrawCard(open);
  revealCard();
}

/** Scroll to the card of the chosen fact. */
function revealCard() {
  if (route.fact === null) return;
  const shown = document.getElementById(`card-${route.fact}`);
  if (shown) reveal(shown, byId("cards-scroll"));
}

/** @param {number} fact */
function card(fact) {
  const chosen = fact === route.fact;
  const type = typeOf(fact);
  const decided = decision(fact)?.verdict;
  const spans = spanReader(route.article);
  const anchor = slotOf(fact, "anchor");
  const head = element(
    "button",
    { type: "button", class: "card-head", "aria-expanded": chosen, click: () => choose(chosen ? null : fact) },
    element("span", { class: `pill type-${type}` }, term("type", type)),
    decided && element("span", { class: `verdict is-${decided}` }, say(`review.${decided}`)),
    element("span", { class: "sure" }, confidence(fact)),
    element("span", { class: "anchor", dir: "auto" }, bound(fact), spans(anchor).text),
    element("span", { class: "gist", dir: "auto" }, gist(fact)),
    element("span", { class: "when" }, when(fact)),
  );
  const made = element("li", { class: `card is-${decided ?? "open"}`, id: `card-${fact}` }, head);
  made.classList.toggle("chosen", chosen);
  if (chosen) made.append(details(fact), actions(fact));
  return made;
}

/** @param {number} fact */
function confidence(fact) {
  const sure = index.facts.confidence[fact];
  if (sure === null) return null;
  const shown = element("span", { "aria-hidden": "true" }, `${sure}%`);
  const told = element("span", { class: "unseen" }, say("fact.confidence", `${sure}%`));
  return element("span", {}, shown, told);
}

/** @param {number} fact */
function bound(fact) {
  const comparator = slotOf(fact, "comparator");
  const signs = { ">=": "≥ ", "<=": "≤ ", ">": "> ", "<": "< ", "~": "≈ " };
  return signs[/** @type {keyof signs} */ (comparator)] ?? "";
}

/** Return in short what a fact says. @param {number} fact */
function gist(fact) {
  const said = GIST.map((name) => {
    const value = slotOf(fact, name);
    if (value && typeof value === "object") return value.name;
    return name === "kind" && value ? term("choice", value) : value;
  });
  return said.filter(Boolean).join(" · ");
}

/** @param {number} fact */
function when(fact) {
  const date = slotOf(fact, "date");
  const modality = slotOf(fact, "modality");
  const told = date ? days(date.start, date.end) : say("basis.none");
  return modality === "actual" ? told : `${told} · ${term("choice", modality)}`;
}

/** Return all that is known of a fact. @param {number} fact */
function details(fact) {
  const data = record(fact);
  const spans = spanReader(route.article);
  const list = element("dl");
  /** @param {string} name @param {any} value @param {string} [said] */
  const add = (name, value, said) => {
    if (value === null || value === undefined || value === "") return;
    list.append(element("dt", {}, said ?? term("slot", name)), element("dd", { dir: "auto" }, value));
  };
  for (const { name } of index.slots[data.type]) {
    const value = slotOf(fact, name);
    if (!TOLD.includes(name) && USUAL[name] !== value) add(name, shownSlot(name, value));
  }
  const date = slotOf(fact, "date");
  if (date) {
    const from = `${say(`basis.${date.basis}`)}${date.text ? `: “${date.text}”` : ""}`;
    add("date", `${days(date.start, date.end)} (${from})`);
  }
  const { start, end } = spans(slotOf(fact, "anchor"));
  add("characters", say("fact.characters", String(start), String(end)), say("edit.anchor"));
  if (body(route.article).text === null) add("evidence", spans(data.evidence).text, say("fact.evidence"));
  add("rule", element("code", {}, data.rule), say("fact.rule"));
  return list;
}

/**
 * @param {string} name
 * @param {any} value
 */
function shownSlot(name, value) {
  if (value === null || value === undefined) return null;
  if (Array.isArray(value)) return value.join(", ");
  if (name === "organisation") return value.name;
  if (typeof value === "number") return number(value);
  return term("choice", value);
}

/** Return the buttons that decide of a fact. @param {number} fact */
function actions(fact) {
  const decided = decision(fact)?.verdict;
  /** @param {string} verb @param {string} key @param {() => void} click @param {boolean} [pressed] @param {boolean} [disabled] */
  const button = (verb, key, click, pressed, disabled) =>
    element(
      "button",
      { type: "button", class: `act act-${verb}`, "aria-pressed": pressed, disabled, click },
      say(`review.${verb}`), " ", element("kbd", { "aria-hidden": "true" }, key),
    );
  const corrected = decided === "corrected"; // to accept what was read would lose what was corrected
  return element(
    "div",
    { class: "actions" },
    button("accept", "a", () => decide(fact, { verdict: "accepted" }), decided === "accepted", corrected),
    button("reject", "x", () => decide(fact, { verdict: "rejected" }), decided === "rejected"),
    button("correct", "e", () => edit(fact), corrected),
  );
}
