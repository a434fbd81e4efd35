// The filters by numbers and dates of the corpus's own: from a lowest to a highest value.

import { make } from "./dom.js";

const DAY = 86_400_000;

export class Range {
  constructor({ key, label, unit, holds }, place, entries, onChange) {
    Object.assign(this, { key, label, place });
    this.unit = unit ? ` ${unit}` : "";
    this.isDate = holds === "date";
    const all = entries.flatMap(({ amounts }) => amounts[place] ?? []).flat().filter((one) => one !== null);
    this.from = this.input("from", minimum(all), onChange);
    this.to = this.input("to", maximum(all), onChange);
    const legend = make("legend", {}, make("bdi", {}, unit ? `${label} (${unit})` : label));
    const bounds = make("div", { class: "bounds" }, this.from, "–", this.to);
    this.element = make("fieldset", { class: all.length ? "" : "is-empty" }, legend, bounds);
  }

  input(name, example, onchange) {
    const own = this.isDate ? { type: "date" } : { type: "number", step: "any", placeholder: example ?? "" };
    return make("input", { ...own, "aria-label": `${this.label} ${name}`, onchange });
  }

  /** The bounds as text, `6..7`; empty without any. */
  get text() {
    return this.from.value || this.to.value ? `${this.from.value}..${this.to.value}` : "";
  }

  /** Set the bounds to those of a text; other text is left out. */
  set(text) {
    const [from = "", to = ""] = text.split("..");
    this.from.value = from;
    this.to.value = to;
  }

  /** The bounds in words. */
  get words() {
    const from = this.from.value && `from ${this.from.value}`;
    const to = this.to.value && `to ${this.to.value}`;
    return [this.label.toLowerCase(), from, to].filter(Boolean).join(" ") + this.unit;
  }

  /** What is wrong with the bounds; empty where nothing is. */
  get warning() {
    const [low, high] = this.bounds();
    return low > high ? `${this.words}: the first is more than the second` : "";
  }

  bounds() {
    const [low, high] = [this.from, this.to].map((input) => (this.isDate ? input.valueAsNumber / DAY : input.valueAsNumber));
    return [Number.isNaN(low) ? -Infinity : low, Number.isNaN(high) ? Infinity : high];
  }

  /** Return whether a record has a value that may be within the bounds. */
  passes({ amounts }) {
    return mayBeWithin(amounts[this.place], this.bounds());
  }

  /** Return whether a record has a value that is within the bounds whatever it means. */
  isSure({ amounts }) {
    const [low, high] = this.bounds();
    return amounts[this.place].some(([least, most]) => (least ?? -Infinity) >= low && (most ?? Infinity) <= high);
  }
}

/** Return whether one of the values, each with its lowest and highest meaning, may be within bounds. */
export function mayBeWithin(values, [low, high]) {
  return low <= high && (values ?? []).some(([least, most]) => (most ?? Infinity) >= low && (least ?? -Infinity) <= high);
}

function minimum(values) {
  return values.reduce((least, value) => (least === undefined || value < least ? value : least), undefined);
}

function maximum(values) {
  return values.reduce((most, value) => (most === undefined || value > most ? value : most), undefined);
}
