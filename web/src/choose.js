// Which records pass, and how many each value of each facet would leave. No document in here.

/**
 * Sift records that have `values`: for each facet a list of value numbers.
 * `chosen` has a Set of value numbers per facet; values of one facet are alternatives, facets add up.
 * A value's count supposes that the other facets stay as they are, so that counts follow each other.
 */
export function sift(records, facets, chosen, passes) {
  const counts = facets.map((facet) => new Uint32Array(facet.values.length));
  const kept = new Set();
  for (const record of records) {
    if (!passes(record)) continue;
    const failed = failing(record.values, chosen);
    if (failed === ALL) continue;
    if (failed === NONE) kept.add(record);
    count(record, failed, counts, facets);
  }
  return { kept, counts };
}

const NONE = -1;
const ALL = -2;

/** The one facet that keeps the record out; NONE where nothing does, ALL where several do. */
function failing(values, chosen) {
  let failed = NONE;
  for (let place = 0; place < chosen.length; place += 1) {
    if (!chosen[place].size || values[place].some((value) => chosen[place].has(value))) continue;
    if (failed !== NONE) return ALL;
    failed = place;
  }
  return failed;
}

function count(record, failed, counts, facets) {
  counts.forEach((numbers, place) => {
    if (record.part === "conflicts" && facets[place].key !== "state") return; // what it is about counts already
    if (failed !== NONE && failed !== place) return;
    for (const value of record.values[place]) numbers[value] += 1;
  });
}

/** Count how often each value of each facet occurs in the kept records. */
export function mentionsIn(kept, facets) {
  const counts = facets.map((facet) => new Uint32Array(facet.values.length));
  for (const record of kept) {
    record.values.forEach((values, place) => {
      for (const value of values) counts[place][value] += 1;
    });
  }
  return counts;
}
