// Search in all records, by words or their beginnings; a word that occurs in no record finds similar ones. A query with
// signs (query.js) is evaluated over all records.

import MiniSearch from "minisearch";

import { PARTS, titleOf } from "./entries.js";
import { Elsewhere, QueryError, boundsOf, daysOf, isPlain, numberOf, parse } from "./query.js";
import { mayBeWithin } from "./ranges.js";
import { fold, words } from "./words.js";

const OPTIONS = { prefix: (term) => term.length > 1, boost: { title: 4, names: 2 }, combineWith: "AND" };
/** Edits that a misspelt word may have, as a part of its length. */
const TYPOS = 0.25;
/** The letters of a word with typing errors, and the words and characters of a search; a link may have any number. */
const LONGEST = 64;
const MOST_WORDS = 64;
const MOST_CHARACTERS = 1000;
/** Records indexed at a time, and the most milliseconds that they take. */
const CHUNK = 10;
/** The fields of queries besides the filters. */
const FIELDS = ["date", "from", "to", "since", "until", "id"];
/** Fields for which the page has no filter. */
const ELSEWHERE = ["by", "via", "about", "tag", "certainty", "party", "office", "participant"];

export class Finder {
  constructor(page) {
    this.page = page;
    this.index = new MiniSearch({ fields: ["title", "names", "text"], tokenize: words, processTerm: fold });
    this.next = 0;
    this.fields = new Map([
      ...[...ELSEWHERE, ...page.unfiltered].map((name) => [name, ""]),
      ...[...FIELDS, ...page.facets.map(({ key }) => key).filter((key) => key !== "state")].map((name) => [name, "word"]),
      ...page.ranges.map(({ key, holds }) => [key, holds]),
    ]);
    this.names = new Map();
    for (const list of document.querySelectorAll("article .names")) {
      this.names.set(list.closest("article").id, list.textContent);
    }
  }

  /** Index while the page is idle: thousands of records take a second. */
  buildInTime() {
    const step = (deadline) => {
      do this.add(CHUNK);
      while (this.next < this.page.entries.length && deadline.timeRemaining() > CHUNK);
      if (this.next < this.page.entries.length) requestIdleCallback(step);
    };
    if (globalThis.requestIdleCallback) requestIdleCallback(step);
  }

  add(count) {
    const { entries, facets } = this.page;
    for (const end = Math.min(this.next + count, entries.length); this.next < end; this.next += 1) {
      this.index.add(documentOf(entries[this.next], this.next, facets, this.names));
    }
  }

  /**
   * Return the entries found, best first, the words that found them, and which of the words are unknown; for a query
   * that the page cannot answer, or that is too long to be read, why.
   */
  find(query) {
    this.add(this.page.entries.length);
    try {
      return this.answer(query);
    } catch (error) {
      if (!(error instanceof QueryError)) throw error;
      return { entries: [], terms: new Set(), unknown: new Set(), refused: error.message, isElsewhere: error instanceof Elsewhere };
    }
  }

  answer(query) {
    const terms = query.length > MOST_CHARACTERS ? null : words(query).map(fold);
    if (!terms || terms.length > MOST_WORDS) {
      throw new QueryError("the search is too long; use at most 64 words and 1,000 characters");
    }
    const parsed = parse(query, this.fields);
    return isPlain(parsed) ? this.findWords(query, terms) : this.findAll(parsed);
  }

  findWords(query, asked) {
    const unknown = new Set(asked.filter((term) => !this.knows(term)));
    const fuzzy = (term) => unknown.has(term) && term.length <= LONGEST && TYPOS;
    let found = this.index.search(query, { ...OPTIONS, fuzzy });
    const isRelaxed = !found.length;
    if (isRelaxed) found = this.index.search(query, { ...OPTIONS, fuzzy, combineWith: "OR" });
    const terms = new Set(found.flatMap((hit) => hit.terms));
    return { entries: found.map((hit) => this.page.entries[hit.id]), terms, unknown, isRelaxed };
  }

  /** Evaluate a query; the order is that of the words that a match may have. */
  findAll(query) {
    const scores = new Map();
    const terms = new Set();
    const found = this.evaluate(query, (hit) => {
      scores.set(hit.id, (scores.get(hit.id) ?? 0) + hit.score);
      for (const term of hit.terms) terms.add(term);
    });
    const ids = [...found].sort((a, b) => (scores.get(b) ?? 0) - (scores.get(a) ?? 0) || a - b);
    return { entries: ids.map((id) => this.page.entries[id]), terms, unknown: new Set(), isRelaxed: false };
  }

  /** Return the numbers of the entries that match; `count` receives each hit of a word that a match may have. */
  evaluate(query, count) {
    if (query.all) {
      const sets = query.all.map((item) => this.evaluate(item, count));
      return new Set([...this.every()].filter((id) => sets.every((found) => found.has(id))));
    }
    if (query.any) return new Set(query.any.flatMap((item) => [...this.evaluate(item, count)]));
    if (query.not) {
      const left = this.evaluate(query.not, () => {});
      return new Set([...this.every()].filter((id) => !left.has(id)));
    }
    if (query.field) return new Set([...this.every()].filter(this.testOf(query)));
    if (!words(query.word ?? query.phrase).length) return this.every();
    const hits = this.index.search(query.word ?? query.phrase, { ...OPTIONS, prefix: query.word !== undefined && OPTIONS.prefix });
    const found = query.word ? hits : hits.filter(({ id }) => this.hasPhrase(id, query.phrase));
    found.forEach(count);
    return new Set(found.map(({ id }) => id));
  }

  every() {
    return new Set(this.page.entries.keys());
  }

  hasPhrase(id, phrase) {
    const wanted = ` ${words(phrase).map(fold).join(" ")} `;
    const { title, names, text } = documentOf(this.page.entries[id], id, this.page.facets, this.names);
    return [title, names, text].some((each) => ` ${words(each).map(fold).join(" ")} `.includes(wanted));
  }

  /** Return the test for the value of a field. Throws QueryError for one that the page does not have. */
  testOf({ field, compared = "", value }) {
    const { entries, facets, ranges } = this.page;
    if (field === "id") return (id) => entries[id].id === value;
    const range = ranges.findIndex(({ key }) => key === field);
    if (range >= 0) return rangeTest(ranges[range], range, compared, value, entries);
    const place = facets.findIndex(({ key }) => key === field);
    if (place < 0) return dateTest(field, compared, value, entries);
    const named = valuesNamed(facets[place], value);
    const part = field === "kind" ? Object.keys(PARTS).find((key) => PARTS[key] === value.toLowerCase()) : undefined;
    if (!named.size && !part) throw new QueryError(`no ${field} '${value}' on this page`);
    return (id) => entries[id].part === part || (entries[id].values?.[place] ?? []).some((number) => named.has(number));
  }

  knows(term) {
    return this.index.search(term, { prefix: term.length > 1 }).length > 0;
  }
}

/** The text of a record without what others say of it, or the page itself. */
function ownText(element) {
  const parts = element.querySelectorAll(".beside, .text > :not(.mentions, .disputed, .keep)");
  return [...parts].map((part) => part.textContent).join(" ");
}

/** What is read of a record; the names of its people in every script count as its own. */
function documentOf(entry, id, facets, names) {
  const own = [names.get(entry.id) ?? ""];
  facets.forEach((facet, place) => {
    for (const value of entry.values?.[place] ?? []) own.push(names.get(facet.values[value][0]) ?? "");
  });
  const text = `${ownText(entry.element)} ${entry.id.replaceAll("-", " ")}`;
  return { id, title: titleOf(entry), names: own.join(" "), text };
}

/** The numbers of the values of a facet with this id or label, or else with these words in the label. */
function valuesNamed({ values }, text) {
  const wanted = words(text).map(fold);
  const numbers = [...values.keys()];
  const exact = numbers.filter((number) => values[number].some((each) => fold(each) === fold(text)));
  const having = (number) => {
    const own = new Set(words(values[number].join(" ")).map(fold));
    return wanted.length && wanted.every((word) => own.has(word));
  };
  return new Set(exact.length ? exact : numbers.filter(having));
}

/** Return the test for a number or a date of the corpus's own. Throws QueryError for other text. */
function rangeTest({ key, holds }, place, compared, value, entries) {
  const bounds = boundsOf(compared, value, holds === "date" ? daysOf : numberOf);
  if (!bounds) throw new Elsewhere(`this page cannot read '${value}' as a ${holds} for ${key}:`);
  return (id) => mayBeWithin(entries[id].amounts[place], bounds);
}

/** Return the test for a date: what may have happened then passes. Throws QueryError for other text. */
function dateTest(field, compared, value, entries) {
  const sign = { from: ">=", since: ">=", to: "<=", until: "<=" }[field] ?? compared;
  const bounds = boundsOf(sign, value);
  if (!bounds) throw new Elsewhere(`this page cannot read the date '${value}'`);
  const [low, high] = bounds;
  return (id) => {
    const { first, last } = entries[id];
    return (first !== null || last !== null) && (first ?? -Infinity) <= high && (last ?? Infinity) >= low;
  };
}
