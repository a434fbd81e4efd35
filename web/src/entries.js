// The records on the page: what the data block says of each, joined to the article that shows it.

/** Parts of the page, with the word for one of their records. */
export const PARTS = {
  events: "event",
  claims: "claim",
  conflicts: "conflict",
  people: "person",
  organisations: "organisation",
  places: "place",
  sources: "source",
};

/** Read everything the page knows; `entries` are in the order of the document. */
export function readPage() {
  const data = JSON.parse(document.querySelector('script[type="application/json"]').textContent);
  const entries = [];
  for (const part of Object.keys(PARTS)) {
    const section = document.querySelector(`[data-part="${part}"]`);
    for (const element of section.querySelectorAll("article")) entries.push(entryOf(element, part));
  }
  const byId = new Map(entries.map((entry) => [entry.id, entry]));
  for (const [id, first, last, isExact, values, amounts = []] of data.records) {
    const entry = byId.get(id);
    if (entry) Object.assign(entry, { first, last, isExact, values, amounts });
  }
  for (const entry of entries) {
    for (const { id } of entry.element.querySelectorAll(".former")) if (!byId.has(id)) byId.set(id, entry);
  }
  tieNamed(data.facets, byId);
  return { ...data, entries, byId };
}

function entryOf(element, part) {
  return { id: element.id, part, element, first: null, last: null, isExact: true, values: null, amounts: [], mentions: null };
}

/** A person's article is also a value of a facet: it stays while records that name the person do. */
function tieNamed(facets, byId) {
  facets.forEach((facet, place) => {
    facet.values.forEach(([id], value) => {
      const entry = byId.get(id);
      if (entry && !entry.values) entry.mentions = { place, value };
    });
  });
}

/** The heading of an entry. */
export function titleOf(entry) {
  return entry.element.querySelector(".title").textContent.trim();
}

/** The date of an entry in words. */
export function dateOf(entry) {
  return entry.element.querySelector(".date")?.textContent.trim() ?? "";
}
