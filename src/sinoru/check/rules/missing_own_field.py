"""A record has no value in a field that its corpus requires.

`required: true` in the declaration of a field (docs/fields.md) asks for it in each record of that list. The record is
read nevertheless.

    corpus:
      fields:
        events: {magnitude: {type: number, required: true}}
    events:
      - {id: tremor, date: 1999, title: Tremor}     # W320: add 'magnitude'
"""

from collections.abc import Iterator

import msgspec

from sinoru.check.checked_corpus import CheckedCorpus
from sinoru.check.finding import FieldPath, Finding, Located
from sinoru.messages import quoted
from sinoru.model.fields import Fields

CODE = "W320"
SUMMARY = "A record has no value in a field that its corpus requires."


def check(corpus: CheckedCorpus) -> Iterator[Finding]:
    """Yield a finding for each record or part without a value in a field that is required there."""
    if any(field.is_wanted for field in corpus.fields.own()):
        for placed in corpus.placed:
            yield from _absent(placed, corpus.fields)


def _absent(placed: Located, fields: Fields) -> Iterator[Finding]:
    for at, one in _holders(placed.record):
        for field in fields.own_of(type(one)):
            if field.is_wanted and not field.of(one):
                message = f"no {quoted(field.key)}, which this corpus requires"
                yield Finding(placed.place, at, message, f"add '{field.key}:'")


def _holders(record: msgspec.Struct) -> Iterator[tuple[FieldPath, msgspec.Struct]]:
    """Yield the record, and its parts that may have own fields, each with the path to it."""
    yield (), record
    parts = [(key, part) for key in ("offices", "participants") for part in getattr(record, key, ())]
    for number, (key, part) in enumerate(parts):
        yield (key, number), part
