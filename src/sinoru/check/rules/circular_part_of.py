"""A record is part of itself, directly or through other records.

`part_of` names the larger record that a record belongs to. A chain of these references must end. If it leads back
to its first record, it is unclear which of these records contains the others.

    events:
      - {id: summit, title: Summit, date: 1999-08, part_of: visit}
      - {id: visit, title: Visit, date: 1999-08, part_of: summit}     # E204
"""

from collections.abc import Iterator

from sinoru.check.checked_corpus import CheckedCorpus
from sinoru.check.finding import Finding
from sinoru.model.records import Record

CODE = "E204"
SUMMARY = "A record is part of itself."
_SHOWN = 5
"""The largest ring of which all members are named."""


def check(corpus: CheckedCorpus) -> Iterator[Finding]:
    """Yield a finding for the last record of every ring, in order of file and line."""
    wholes = {
        record.id: whole for _, record in corpus.numbered(Record) if (whole := getattr(record, "part_of", ""))
    }
    done: set[str] = set()
    for start in wholes:
        path: dict[str, None] = {}  # ordered, and quick to search
        current = start
        while current in wholes and current not in done:
            if current in path:
                yield _finding(corpus, list(path)[list(path).index(current) :])
                break
            path[current] = None
            current = wholes[current]
        done.update(path)


def _finding(corpus: CheckedCorpus, ring: list[str]) -> Finding:
    last = ring[-1]
    chain = " > ".join((*ring, ring[0])) if len(ring) <= _SHOWN else f"{ring[0]} > ... > {last} > {ring[0]}"
    message = f"'{last}' is part of itself" if len(ring) == 1 else f"'part_of' forms a circle: {chain}"
    return Finding(corpus.place_of(last), ("part_of",), message, "remove one 'part_of'", ring[0])
