// Search in all records, by words or their beginnings; a word that occurs in no record finds similar ones.

import MiniSearch from "minisearch";

import { titleOf } from "./entries.js";
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

export class Finder {
  constructor(page) {
    this.page = page;
    this.index = new MiniSearch({ fields: ["title", "names", "text"], tokenize: words, processTerm: fold });
    this.next = 0;
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
   * Return the entries found, best first, the words that found them, and which of the words are unknown. A search that
   * is too long is not read, not even in part.
   */
  find(query) {
    const terms = query.length > MOST_CHARACTERS ? null : words(query).map(fold);
    if (!terms || terms.length > MOST_WORDS) {
      return { entries: [], terms: new Set(), unknown: new Set(), isTooLong: true };
    }
    return this.search(query, terms);
  }

  search(query, asked) {
    this.add(this.page.entries.length);
    const unknown = new Set(asked.filter((term) => !this.knows(term)));
    const fuzzy = (term) => unknown.has(term) && term.length <= LONGEST && TYPOS;
    let found = this.index.search(query, { ...OPTIONS, fuzzy });
    const isRelaxed = !found.length;
    if (isRelaxed) found = this.index.search(query, { ...OPTIONS, fuzzy, combineWith: "OR" });
    const terms = new Set(found.flatMap((hit) => hit.terms));
    return { entries: found.map((hit) => this.page.entries[hit.id]), terms, unknown, isRelaxed };
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
