// Marks the words found, without touching the document: the CSS Custom Highlight API.

import { places } from "./words.js";

const NAME = "found";
/** Records whose words are marked; more take time, and no one reads that far. */
const MOST = 300;

export function highlight(entries, terms) {
  if (!globalThis.CSS?.highlights) return;
  CSS.highlights.delete(NAME);
  if (!terms.size) return;
  const ranges = entries.slice(0, MOST).flatMap((entry) => [...rangesIn(entry.element, terms)]);
  CSS.highlights.set(NAME, new Highlight(...ranges));
}

function* rangesIn(element, terms) {
  const walker = document.createTreeWalker(element, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    for (const [start, end] of places(walker.currentNode.data, terms)) {
      const range = new Range();
      range.setStart(walker.currentNode, start);
      range.setEnd(walker.currentNode, end);
      yield range;
    }
  }
}
