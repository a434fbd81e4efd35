// What the part of the address after # means: a record (`#embassy-bombing`), a part of the page (`#_claims`), or
// a search (`#?part=claims&q=hotline&person=jiang-zemin&deaths=10..`). No record's id begins with ? or _.

/** Read an address. */
export function readAddress(hash) {
  const text = hash.replace(/^#/, "");
  if (text.startsWith("?")) return { wanted: new URLSearchParams(text.slice(1)) };
  return { id: decoded(text) };
}

function decoded(text) {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

/** Write the search as an address; empty without one. */
export function writeAddress(part, query, facets, chosen, bounds) {
  const wanted = new URLSearchParams();
  if (query) wanted.set("q", query);
  chosen.forEach((values, place) => {
    for (const value of values) wanted.append(facets[place].key, facets[place].values[value][0]);
  });
  for (const [key, text] of bounds) wanted.append(key, text);
  if (![...wanted].length) return `#_${part}`;
  return `#?${new URLSearchParams([["part", part], ...wanted])}`;
}

/** Read the values of each facet that an address names; those that the page does not have are left out. */
export function readChosen(wanted, facets) {
  return facets.map((facet) => {
    const numbers = new Map(facet.values.map(([id], number) => [id, number]));
    return new Set(wanted.getAll(facet.key).map((id) => numbers.get(id)).filter((number) => number !== undefined));
  });
}
