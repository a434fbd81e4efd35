// The filters beside the list: a group of boxes per facet, each with the number of records that it would leave.

import { make, setShown, ui } from "./dom.js";
import { Range } from "./ranges.js";
import { fold } from "./words.js";

/** Values shown before a reader asks for more. */
const FIRST = 6;
/** Values that are too many to look through without typing. */
const MANY = 12;

export class Facets {
  constructor(page, onChange) {
    this.chosen = page.facets.map(() => new Set());
    this.onChange = onChange;
    this.groups = page.facets.map((facet, place) => new Group(facet, this.chosen[place], onChange));
    this.clear = make("button", { type: "button", class: "clear", hidden: true, onclick: () => this.reset() });
    this.ranges = page.ranges.map((range, place) => new Range(range, place, page.entries, onChange));
    ui("facets").append(this.clear, ...[...this.groups, ...this.ranges].map(({ element }) => element));
  }

  /** Choose these values: a Set of numbers per facet. */
  choose(chosen) {
    chosen.forEach((values, place) => this.groups[place].choose(values));
  }

  /** Choose nothing. */
  empty() {
    this.choose(this.chosen.map(() => new Set()));
    for (const range of this.ranges) range.set("");
  }

  reset() {
    this.empty();
    this.onChange();
    ui("search").focus();
  }

  get size() {
    return this.chosen.reduce((sum, values) => sum + values.size, 0) + this.bounded.length;
  }

  /** The ranges with a bound. */
  get bounded() {
    return this.ranges.filter((range) => range.text);
  }

  /** Show how many records each value would leave. */
  update(counts) {
    this.groups.forEach((group, place) => group.update(counts[place]));
    this.clear.textContent = this.size === 1 ? "Clear the filter" : `Clear ${this.size} filters`;
    setShown(this.clear, this.size > 0);
  }
}

class Group {
  constructor(facet, chosen, onChange) {
    this.chosen = chosen;
    this.isOpen = false;
    this.typed = "";
    this.drawn = "";
    this.counts = [];
    this.rows = facet.values.map(([, label], number) => this.row(label, number, onChange));
    this.list = make("div", { class: "values" }, ...this.rows.map((row) => row.element));
    this.more = make("button", { type: "button", class: "more", onclick: () => this.toggle() });
    this.element = make("fieldset", {}, make("legend", {}, facet.label), this.finder(facet), this.list, this.more);
  }

  row(label, number, onChange) {
    const box = make("input", {
      type: "checkbox",
      onchange: () => {
        if (box.checked) this.chosen.add(number);
        else this.chosen.delete(number);
        onChange();
      },
    });
    const count = make("span", { class: "count" });
    const element = make("label", {}, box, make("bdi", {}, label), count);
    return { element, box, count, words: fold(label) };
  }

  finder(facet) {
    if (facet.values.length <= MANY) return null;
    return make("input", {
      type: "search",
      class: "find",
      "aria-label": `Find in ${facet.label.toLowerCase()}`,
      placeholder: `Find in ${facet.values.length.toLocaleString("en")}`,
      oninput: (event) => {
        this.typed = fold(event.target.value.trim());
        this.draw();
      },
    });
  }

  choose(values) {
    this.chosen.clear();
    for (const value of values) this.chosen.add(value);
    this.rows.forEach((row, number) => {
      row.box.checked = values.has(number);
    });
  }

  toggle() {
    this.isOpen = !this.isOpen;
    this.draw();
  }

  update(counts) {
    this.counts = counts;
    this.draw();
  }

  /** Show what is chosen, then what leaves most; nothing that leaves none. */
  draw() {
    const wanted = [...this.counts.keys()].filter((number) => this.isWanted(number));
    wanted.sort((a, b) => this.chosen.has(b) - this.chosen.has(a) || this.counts[b] - this.counts[a] || a - b);
    const shown = new Set(this.isOpen || this.typed ? wanted : wanted.slice(0, Math.max(FIRST, this.chosen.size)));
    this.rows.forEach((row, number) => {
      setShown(row.element, shown.has(number));
      if (shown.has(number)) row.count.textContent = this.counts[number].toLocaleString("en");
    });
    this.order(wanted.filter((number) => shown.has(number)));
    setShown(this.more, wanted.length > FIRST && !this.typed);
    this.more.textContent = this.isOpen ? "Show fewer" : `Show all ${wanted.length.toLocaleString("en")}`;
    this.more.setAttribute("aria-expanded", this.isOpen);
    this.element.classList.toggle("is-empty", !wanted.length && !this.typed);
  }

  order(numbers) {
    const order = numbers.join(" ");
    if (order === this.drawn) return;
    this.drawn = order;
    const focused = document.activeElement;
    this.list.append(...numbers.map((number) => this.rows[number].element));
    if (this.list.contains(focused)) focused.focus(); // moving an element takes the focus away
  }

  isWanted(number) {
    if (this.chosen.has(number)) return true;
    return this.counts[number] > 0 && this.rows[number].words.includes(this.typed);
  }
}
