import { selectedSpan } from "./article.js";
import { index, record, typeOf } from "./data.js";
import { showDialog } from "./dialogs.js";
import { element } from "./dom.js";
import { slotOf, spanReader } from "./labels.js";
import { decide, decision } from "./review.js";
import { route } from "./route.js";
import { say, term } from "./settings.js";

/** @typedef {import("./types.js").Slot} Slot */
/** @typedef {import("./types.js").Decision} Decision */

const BASES = ["stated", "context", "published"];
const DAY = /^\d{4}-\d{2}-\d{2}$/;

/** What is written in a field is wrong; the message says how to mend it. */
class FieldError extends Error {
  /**
   * @param {string} message
   * @param {HTMLElement} field
   */
  constructor(message, field) {
    super(message);
    this.field = field;
  }
}

/**
 * Let a person correct a fact in a form that has a field for each of its slots.
 * @param {number} fact
 */
export function edit(fact) {
  const data = record(fact);
  const seen = decision(fact);
  const slots = index.slots[data.type];
  const form = element("form", { method: "dialog", class: "edit" });
  const anchor = anchorField(fact);
  const grid = element("div", { class: "fields" });
  for (const slot of slots) grid.append(...fieldsOf(slot, slotOf(fact, slot.name)));
  const error = element("p", { class: "error", role: "alert" });
  const buttons = element(
    "div",
    { class: "actions" },
    element("button", { type: "submit", class: "primary" }, say("edit.save")),
    element("button", { type: "button", click: () => dialog.close() }, say("edit.cancel")),
  );
  form.append(anchor.shown, grid, error, buttons);
  const dialog = showDialog("edit", `${say("edit.title")}: ${term("type", typeOf(fact))}`, form);
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    try {
      save(fact, slots, form, anchor.value(), seen);
      dialog.close();
    } catch (wrong) {
      if (!(wrong instanceof FieldError)) throw wrong;
      error.textContent = wrong.message;
      wrong.field.setAttribute("aria-invalid", "true");
      wrong.field.focus();
    }
  });
  /** @type {HTMLElement|null} */ (grid.querySelector("input, textarea, select"))?.focus();
}

/**
 * Keep what was changed; a form that changes nothing accepts the fact.
 * @param {number} fact
 * @param {Slot[]} slots
 * @param {HTMLFormElement} form
 * @param {{start: number, end: number, text: string}|null} anchor
 * @param {Decision|undefined} seen  What was decided as the form was opened.
 */
function save(fact, slots, form, anchor, seen) {
  const data = record(fact);
  /** @type {Record<string, any>} */
  const changes = {};
  for (const slot of slots) {
    const value = valueOf(slot, form);
    if (JSON.stringify(value) !== JSON.stringify(data[slot.name] ?? null)) changes[slot.name] = value;
  }
  if (anchor) changes.anchor = anchor;
  if (Object.keys(changes).length) decide(fact, { verdict: "corrected", changes }, seen);
  else decide(fact, { verdict: "accepted", changes: {} }, seen);
}

/** Return what shows the anchor, and what it is to be. @param {number} fact */
function anchorField(fact) {
  const read = spanReader(route.article);
  const corrected = slotOf(fact, "anchor");
  const span = read(corrected);
  const selected = selectedSpan();
  const shown = element(
    "p",
    { class: "anchor-field" },
    element("span", {}, say("edit.anchor")), " ", element("b", {}, span.text),
    ` ${span.start}–${span.end}`,
  );
  const box = element("input", { type: "checkbox", id: "use-selection" });
  if (selected) shown.append(element("label", {}, box, " ", say("edit.useSelection", selected.text)));
  else shown.append(element("small", {}, say("edit.select")));
  const value = () => (selected && box.checked ? selected : corrected === record(fact).anchor ? null : span);
  return { shown, value };
}

/**
 * Return the fields of a slot, with their names.
 * @param {Slot} slot
 * @param {any} value
 * @returns {HTMLElement[]}
 */
function fieldsOf(slot, value) {
  const { name, kind } = slot;
  if (kind === "organisation") {
    return ["text", "name"].map((part) => labelled(`${name}.${part}`, text(value?.[part])));
  }
  if (kind === "date") {
    const parts = ["start", "end", "text"].map((part) => labelled(`${name}.${part}`, text(value?.[part])));
    return [...parts, labelled(`${name}.basis`, select(BASES, value?.basis, false, (one) => say(`basis.${one}`)))];
  }
  if (kind === "choice") {
    return [labelled(name, select(slot.choices, value, slot.required, (one) => term("choice", one)))];
  }
  if (kind === "texts") {
    const area = element("textarea", { rows: 2, placeholder: say("edit.list") });
    area.value = (value ?? []).join("\n");
    return [labelled(name, area)];
  }
  return [labelled(name, text(value, kind === "text" ? "text" : "decimal"))];
}

/**
 * @param {string} name
 * @param {HTMLInputElement|HTMLSelectElement|HTMLTextAreaElement} field
 */
function labelled(name, field) {
  field.name = name;
  return element("label", {}, element("span", {}, term("slot", name)), field);
}

/**
 * @param {any} value
 * @param {string} [mode]
 */
function text(value, mode = "text") {
  const field = element("input", { type: "text", inputmode: mode, autocomplete: "off", spellcheck: "false" });
  field.value = value ?? "";
  return field;
}

/**
 * @param {string[]} choices
 * @param {string|null|undefined} value
 * @param {boolean} required
 * @param {(choice: string) => string} told
 */
function select(choices, value, required, told) {
  const made = element("select");
  if (!required) made.append(element("option", { value: "" }, "–"));
  for (const one of choices) made.append(element("option", { value: one }, told(one)));
  made.value = value ?? "";
  return made;
}

/**
 * Return what the form says of a slot.
 * @param {Slot} slot
 * @param {HTMLFormElement} form
 * @returns {any}
 */
function valueOf(slot, form) {
  const { name, kind } = slot;
  if (kind === "date") return dateOf(name, form);
  if (kind === "organisation") {
    const [written, full] = [fieldOf(form, `${name}.text`), fieldOf(form, `${name}.name`)];
    if (!written.value.trim() && !full.value.trim()) return null;
    return { text: needed(written), name: needed(full) };
  }
  const field = fieldOf(form, name);
  if (kind === "texts") return field.value.split("\n").map((one) => one.trim()).filter(Boolean);
  const value = slot.required ? needed(field) : field.value.trim();
  if (!value) return null;
  return kind === "number" || kind === "integer" ? numberOf(field, kind) : value;
}

/**
 * @param {string} name
 * @param {HTMLFormElement} form
 */
function dateOf(name, form) {
  const [start, end, written, basis] = ["start", "end", "text", "basis"].map((part) =>
    fieldOf(form, `${name}.${part}`),
  );
  if (!start.value.trim() && !end.value.trim() && !written.value.trim()) return null;
  const days = [start, end].map((field) => {
    const value = field.value.trim();
    const real = DAY.test(value) && !Number.isNaN(Date.parse(`${value}T00:00Z`));
    if (value && !real) throw new FieldError(say("edit.day"), field);
    return value || null;
  });
  if (days[0] && days[1] && days[1] < days[0]) throw new FieldError(say("edit.order"), end);
  return { start: days[0], end: days[1], text: written.value.trim() || null, basis: needed(basis) };
}

/**
 * @param {HTMLFormElement} form
 * @param {string} name
 * @returns {HTMLInputElement}
 */
function fieldOf(form, name) {
  return /** @type {HTMLInputElement} */ (form.elements.namedItem(name));
}

/** @param {HTMLInputElement} field */
function needed(field) {
  if (!field.value.trim()) throw new FieldError(say("edit.required"), field);
  return field.value.trim();
}

/**
 * @param {HTMLInputElement} field
 * @param {"number"|"integer"} kind
 */
function numberOf(field, kind) {
  const value = Number(field.value.trim());
  if (!Number.isFinite(value)) throw new FieldError(say("edit.number"), field);
  if (kind === "integer" && !Number.isInteger(value)) throw new FieldError(say("edit.integer"), field);
  return value;
}
