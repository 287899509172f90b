import { emit } from "./events.js";
import { keep, kept } from "./storage.js";
import { ENGLISH } from "./strings-en.js";
import { VIETNAMESE } from "./strings-vi.js";
import { TERMS } from "./terms.js";

/** @typedef {"auto"|"light"|"dark"} Theme */

const THEMES = /** @type {Theme[]} */ (["auto", "light", "dark"]);
const LANGUAGES = /** @type {("en"|"vi")[]} */ (["en", "vi"]);

export const settings = {
  /** @type {"en"|"vi"} */
  language: LANGUAGES.includes(kept("language"))
    ? kept("language")
    : navigator.language.startsWith("vi") ? "vi" : "en",
  /** @type {Theme} */
  theme: THEMES.includes(kept("theme")) ? kept("theme") : "auto",
};

/** Let the element at the root say language and theme, which styles and readers aloud go by. */
export function applySettings() {
  document.documentElement.lang = settings.language;
  document.documentElement.dataset.theme = settings.theme;
}

export function otherLanguage() {
  settings.language = settings.language === "en" ? "vi" : "en";
  keep("language", settings.language);
  applySettings();
  emit("language");
}

export function nextTheme() {
  settings.theme = THEMES[(THEMES.indexOf(settings.theme) + 1) % THEMES.length];
  keep("theme", settings.theme);
  applySettings();
  emit("theme");
}

/**
 * Return what the page says in the language chosen.
 * @param {string} key
 * @param {...(string|number)} parts
 */
export function say(key, ...parts) {
  const text = (settings.language === "vi" ? VIETNAMESE : ENGLISH)[key] ?? key;
  return text.replace(/\{(\d)\}/g, (_, at) => {
    const part = parts[Number(at)];
    return typeof part === "number" ? number(part) : String(part);
  });
}

/**
 * Return a term of the records as it is shown; one that is not known as it is.
 * @param {"type"|"role"|"slot"|"choice"} kind
 * @param {string} name
 */
export function term(kind, name) {
  const known = TERMS[`${kind}.${name}`];
  return known ? known[settings.language === "vi" ? 1 : 0] : name;
}

/** Return what is stated with signs as they are printed: ≤ 50. @param {string} text */
export function withSigns(text) {
  return text.replace("<=", "≤").replace(">=", "≥").replace("~", "≈");
}

const NUMBERS = {
  en: new Intl.NumberFormat("en-GB", { maximumFractionDigits: 20 }),
  vi: new Intl.NumberFormat("vi-VN", { maximumFractionDigits: 20 }),
};

/** @param {number} value */
export function number(value) {
  return NUMBERS[settings.language].format(value);
}

/**
 * Return a day, or a day and minute, as it is read: 17/09/2020.
 * @param {string|null} iso
 */
export function day(iso) {
  if (!iso) return "…";
  const [year, month, rest] = iso.split("-");
  if (!rest) return iso;
  const [date, minute] = rest.split("T");
  return `${date}/${month}/${year}${minute ? ` ${minute}` : ""}`;
}

/**
 * Return days from first to last; a whole month or year by its name.
 * @param {string|null} start
 * @param {string|null} end
 */
export function days(start, end) {
  if (start && start === end) return day(start);
  if (start && end) {
    const [from, to] = [start, end].map((iso) => iso.split("-").map(Number));
    const whole = from[2] === 1 && to[2] === new Date(Date.UTC(to[0], to[1], 0)).getUTCDate();
    if (whole && from[1] === 1 && to[1] === 12) {
      return from[0] === to[0] ? String(from[0]) : `${from[0]}–${to[0]}`;
    }
    if (whole && from[0] === to[0] && from[1] === to[1]) {
      return `${String(from[1]).padStart(2, "0")}/${from[0]}`;
    }
  }
  return `${day(start)} – ${day(end)}`;
}
