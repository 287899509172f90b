import { index } from "./data.js";
import { byId, element } from "./dom.js";
import { active, ask, clearFilters, filters } from "./filters.js";
import { number, say, term } from "./settings.js";

const WAIT = 120; // milliseconds without a key before a search starts
const STATUSES = ["all", "open", "accepted", "rejected", "corrected"];
const ORDERS = ["run", "new", "old", "facts"];

/** Let what is typed into the search be asked for. */
export function listenToSearch() {
  const field = /** @type {HTMLInputElement} */ (byId("search"));
  let waiting = 0;
  field.addEventListener("input", () => {
    clearTimeout(waiting);
    waiting = setTimeout(() => ask({ query: field.value }), WAIT);
  });
}

/** Draw the filters in the language chosen. */
export function drawFilters() {
  const search = /** @type {HTMLInputElement} */ (byId("search"));
  search.placeholder = say("search.hint");
  search.setAttribute("aria-label", say("search.label"));
  byId("filters-title").textContent = say("filter.title");
  byId("filters").replaceChildren(
    typeButtons(),
    nameField("agency", index.agencies),
    nameField("person", index.people),
    nameField("place", index.places),
    element("div", { class: "two" }, dayField("from"), dayField("to")),
    confidenceField(),
    choice("status", STATUSES, (one) => say(one === "all" ? "filter.status.all" : `review.${one}`)),
    choice("order", ORDERS, (one) => say(`sort.${one}`)),
    element(
      "button",
      { type: "button", class: "quiet", id: "clear", click: () => (clearFilters(), drawFilters()) },
      say("filter.clear"),
    ),
  );
  drawActive();
}

/** Say how many filters are in use. */
export function drawActive() {
  const count = active();
  byId("filters-active").textContent = count ? say("filter.active", count) : "";
  byId("clear").toggleAttribute("disabled", count === 0);
}

/** Return a button for each type there is, which asks for it. */
function typeButtons() {
  const counts = index.types.map(() => 0);
  for (const type of index.facts.type) counts[type] += 1;
  const buttons = index.types.map((type, at) =>
    element(
      "button",
      {
        type: "button", class: `type-button type-${type}`, "aria-pressed": filters.types.has(at),
        /** @param {Event} event */
        click: (event) => {
          const types = new Set(filters.types);
          if (!types.delete(at)) types.add(at);
          const pressed = /** @type {HTMLElement} */ (event.currentTarget);
          pressed.setAttribute("aria-pressed", String(types.has(at)));
          ask({ types });
        },
      },
      term("type", type), " ", element("span", { class: "number" }, number(counts[at])),
    ),
  );
  return element("div", { class: "types", role: "group", "aria-label": say("filter.types") }, ...buttons);
}

/**
 * Return a field for a name, with those that there are.
 * @param {"agency"|"person"|"place"} name
 * @param {string[]} names
 */
function nameField(name, names) {
  const known = element("datalist", { id: `known-${name}` });
  const field = textField(name, "search");
  const list = () => known.append(...sorted(names).map((one) => element("option", { value: one })));
  field.addEventListener("focus", list, { once: true }); // there may be thousands
  field.setAttribute("list", known.id);
  field.setAttribute("autocomplete", "off");
  return element("label", {}, element("span", {}, say(`filter.${name}`)), field, known);
}

/** @param {string[]} names */
function sorted(names) {
  return names.toSorted(new Intl.Collator("vi").compare);
}

/** @param {"from"|"to"} name */
function dayField(name) {
  return element("label", {}, element("span", {}, say(`filter.${name}`)), textField(name, "date"));
}

/**
 * @param {"agency"|"person"|"place"|"from"|"to"} name
 * @param {string} type
 */
function textField(name, type) {
  const field = element("input", { type, id: `filter-${name}` });
  field.value = filters[name];
  field.addEventListener("input", () => ask({ [name]: field.value }));
  return field;
}

/** Return the slider of confidence. */
function confidenceField() {
  const shown = element("output", {}, percent(filters.confidence));
  const slider = element("input", { type: "range", id: "filter-confidence", min: 0, max: 100, step: 5 });
  slider.value = String(filters.confidence);
  slider.addEventListener("input", () => {
    shown.textContent = percent(Number(slider.value));
    ask({ confidence: Number(slider.value) });
  });
  const said = element("span", {}, say("filter.confidence"), " ", shown);
  return element("label", {}, said, slider);
}

/** @param {number} hundredths */
function percent(hundredths) {
  return `${hundredths}%`;
}

/**
 * @param {"status"|"order"} name
 * @param {string[]} values
 * @param {(value: string) => string} told
 */
function choice(name, values, told) {
  const select = element("select", { id: `filter-${name}` });
  for (const value of values) select.append(element("option", { value }, told(value)));
  select.value = filters[name];
  select.addEventListener("change", () => ask({ [name]: select.value }));
  const said = say(name === "order" ? "sort.label" : "filter.status");
  return element("label", {}, element("span", {}, said), select);
}
