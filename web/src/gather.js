// Which events fit in a drawing of a period; neighbours that do not fit are drawn together as one.

/** Columns that a label takes, and rows of labels that fit. */
const LABEL = 200;
const ROWS = 8;
/** Columns from one heap of events to the next, and events that are not a heap yet. */
const APART = 72;
const FEW = 2;

/**
 * Return what to draw of the events that may fall on the days from first to last, in a number of columns: a list of
 * `{ entry }` and `{ entries, first, last }`. The entry `at` is always drawn by itself.
 */
export function gather(entries, first, last, columns, at) {
  const inView = entries.filter((entry) => entry.last >= first && entry.first <= last);
  if (inView.length <= (columns / LABEL) * ROWS) return inView.map((entry) => ({ entry }));
  const size = ((last - first) * APART) / columns;
  const heaps = new Map();
  for (const entry of inView) {
    if (entry === at) continue;
    const place = Math.floor(Math.max(entry.first, first) / size);
    if (heaps.has(place)) heaps.get(place).push(entry);
    else heaps.set(place, [entry]);
  }
  const drawn = [...heaps].flatMap(([place, heap]) => {
    if (heap.length <= FEW) return heap.map((entry) => ({ entry }));
    return [{ entries: heap, first: place * size, last: (place + 1) * size }];
  });
  return inView.includes(at) ? [...drawn, { entry: at }] : drawn;
}
