"""What `sinoru links` gives back: whom a person met, or a chain of people between two."""

import msgspec

from sinoru.model.records import Evidence
from sinoru.query.answer import Answer
from sinoru.query.answers import Ref

DEEPEST = 6
"""Steps of the longest chain that is looked for."""


class Meeting(Answer, frozen=True):
    """An event at which two people took part."""

    id: str
    title: str
    date: str
    evidence: tuple[Evidence, ...] = ()


class Met(Answer, frozen=True):
    """Someone met: how often, from when to when, and at which events, the earliest first."""

    person: Ref
    times: int
    first: str
    last: str
    events: tuple[Meeting, ...]


class Links(Answer, frozen=True):
    """Whom a person met, most often first."""

    person: Ref
    met: tuple[Met, ...]
    total: int
    """All whom the person met, also those that a limit leaves out."""
    is_complete: bool = True
    """False: the person took part in more events than are read."""


class Step(Answer, frozen=True):
    """A person of a chain, and the event shared with the one before; the first has none."""

    person: Ref
    event: Meeting | None = None


class Chain(Answer, frozen=True):
    """The shortest chain of people between two; of several the one through the earliest events. Empty: none."""

    start: Ref = msgspec.field(name="from")
    end: Ref = msgspec.field(name="to")
    chain: tuple[Step, ...]
    deepest: int = DEEPEST
    """Longer chains were not looked for."""
    is_complete: bool = True
    """False: there was more to read than a look-up can; a shorter or an earlier chain may exist."""
