"""A record is part of itself, over one step or more.

`part_of` leads from a part to its whole, and must come to an end. A ring of parts has no whole: whatever asks
for all that a record belongs to would go round in it.

    events:
      - {id: summit, title: Summit, date: 1999-08, part_of: visit}
      - {id: visit, title: Visit, date: 1999-08, part_of: summit}     # E204
"""

from collections.abc import Iterator

from sinoru.check.corpus import Corpus
from sinoru.check.finding import Finding
from sinoru.model.records import Record

CODE = "E204"
SUMMARY = "A record is part of itself."


def check(corpus: Corpus) -> Iterator[Finding]:
    """Yield the last record of every ring, in order of file and line."""
    wholes = {
        record.id: whole for _, record in corpus.numbered(Record) if (whole := getattr(record, "part_of", ""))
    }
    done: set[str] = set()
    for start in wholes:
        way: dict[str, None] = {}
        here = start
        while here in wholes and here not in done:
            if here in way:
                yield _finding(corpus, list(way)[list(way).index(here) :])
                break
            way[here] = None
            here = wholes[here]
        done.update(way)


def _finding(corpus: Corpus, ring: list[str]) -> Finding:
    last = ring[-1]
    chain = " > ".join((*ring, ring[0])) if len(ring) <= _SHOWN else f"{ring[0]} > ... > {last} > {ring[0]}"
    message = f"'{last}' is part of itself" if len(ring) == 1 else f"parts in a ring: {chain}"
    return Finding(corpus.place_of(last), ("part_of",), message, "leave one 'part_of' out", ring[0])


_SHOWN = 5
"""Members of a ring that are named."""
