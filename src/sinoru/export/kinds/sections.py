"""The choice, kind by kind, as plain dictionaries."""

from collections.abc import Iterable, Iterator

import msgspec

from sinoru.export.shapes import Shape, claim, event, record, whole
from sinoru.model.records import RECORDS
from sinoru.query.answers import EventAnswer
from sinoru.query.selection import Selection


class Section(msgspec.Struct, frozen=True):
    """Records of one kind."""

    name: str
    """As the list in a corpus file is called."""
    shapes: Iterable[Shape]


def sections(selection: Selection) -> Iterator[Section]:
    """Give every kind of record, then the conflicts between statements."""
    yield Section("events", map(_event, selection.events()))
    yield Section("claims", map(claim, selection.claims()))
    for name, type_ in RECORDS.items():
        if name not in ("events", "claims"):
            yield Section(name, map(record, selection.records(type_.KIND)))
    yield Section("conflicts", map(whole, selection.conflicts()))


def _event(answer: EventAnswer) -> Shape:
    """Give an event with names, and its participants also as the corpus has them."""
    return event(answer) | {"participants": whole(answer.event.participants)}
