"""A record is part of itself or a version of itself, directly or through other records.

`part_of` names the larger record that a record belongs to. A chain of these references must end. If it leads back
to its first record, it is unclear which of these records contains the others. The same holds for `version_of`, which
names the source of which a source is a version.

    events:
      - {id: summit, title: Summit, date: 1999-08, part_of: visit}
      - {id: visit, title: Visit, date: 1999-08, part_of: summit}     # E204
"""

from collections.abc import Iterator, Mapping

from sinoru.check.checked_corpus import CheckedCorpus
from sinoru.check.finding import Finding
from sinoru.model.records import Record

CODE = "E204"
SUMMARY = "A record is part of itself, or a version of itself."
_KEYS = ("part_of", "version_of")
_SHOWN = 5
"""The largest ring of which all members are named."""


def check(corpus: CheckedCorpus) -> Iterator[Finding]:
    """Yield a finding for the last record of every ring, in order of file and line."""
    following: dict[str, dict[str, str]] = {key: {} for key in _KEYS}
    for _, record in corpus.numbered(Record):
        for key in _KEYS:
            if whole := getattr(record, key, ""):
                following[key][record.id] = whole
    for key, wholes in following.items():
        yield from (_finding(corpus, key, ring) for ring in _rings(wholes))


def _rings(wholes: Mapping[str, str]) -> Iterator[list[str]]:
    """Yield the ids of each ring; `wholes` has the id that each id leads to."""
    done: set[str] = set()
    for start in wholes:
        path: dict[str, None] = {}  # ordered, and quick to search
        current = start
        while current in wholes and current not in done:
            if current in path:
                yield list(path)[list(path).index(current) :]
                break
            path[current] = None
            current = wholes[current]
        done.update(path)


def _finding(corpus: CheckedCorpus, key: str, ring: list[str]) -> Finding:
    last = ring[-1]
    chain = " > ".join((*ring, ring[0])) if len(ring) <= _SHOWN else f"{ring[0]} > ... > {last} > {ring[0]}"
    relation = {"part_of": "part", "version_of": "a version"}[key]
    message = f"'{last}' is {relation} of itself" if len(ring) == 1 else f"'{key}' forms a circle: {chain}"
    return Finding(corpus.place_of(last), (key,), message, f"remove one '{key}'", ring[0])
