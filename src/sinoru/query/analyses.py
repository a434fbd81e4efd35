"""What `sinoru conflicts` gives back: statements side by side, each with who makes it and where it stands.

What `sinoru links` gives back: whom a person met, or a chain of people between two.

What `sinoru stats` gives back: counts, and the time between.
"""

import msgspec

from sinoru.model.records import Assessment, Evidence
from sinoru.query.answers import Answer, Ref

VERDICTS = ("contradicted", "reconciled", "superseded", "partly", "open")


class StatementBy(Answer, frozen=True):
    """One of the statements. `authors` speak where `by` is nobody."""

    says: str
    """Words, or EDTF where they disagree on a date."""
    by: Ref | None = None
    authors: tuple[str, ...] = ()
    certainty: str = "stated"
    evidence: tuple[Evidence, ...] = ()
    claim: str = ""
    """Id of the claim that says so; empty where a record's own conflict does."""
    assessment: Assessment | None = None
    """What became of that claim."""


class ConflictAnswer(Answer, frozen=True):
    """Statements on one thing that cannot all be true."""

    id: str
    """Record, field or rule, and a number where there are several: `zhu-visits-us-1999:date`."""
    record: str
    kind: str
    """Of the record."""
    on: str
    title: str
    date: str
    statements: tuple[StatementBy, ...]
    verdict: str
    """One of VERDICTS."""
    about: tuple[Ref, ...] = ()
    """What the record speaks of, where it is a claim."""
    why: str = ""
    evidence: tuple[Evidence, ...] = ()
    found_by: str = "data"
    """`data`, or the code of a rule."""


class Unread(Answer, frozen=True):
    """A rule that had too many records to go through: it looked at the first `read` of `total`."""

    rule: str
    read: int
    total: int


class Conflicts(Answer, frozen=True):
    """Conflicts: those on record first, then claims against claims, then what rules find; each by date."""

    conflicts: tuple[ConflictAnswer, ...]
    total: int
    total_is_exact: bool = True
    """False: there are more than `total`."""
    unread: tuple[Unread, ...] = ()


DEEPEST = 6
"""Steps of the longest chain that is looked for."""


class Meeting(Answer, frozen=True):
    """An event at which two people took part."""

    id: str
    title: str
    date: str
    evidence: tuple[Evidence, ...] = ()


class MetPerson(Answer, frozen=True):
    """Someone met: how often, from when to when, and at which events, the earliest first."""

    person: Ref
    times: int
    first: str
    last: str
    events: tuple[Meeting, ...]


class Links(Answer, frozen=True):
    """Whom a person met, most often first."""

    person: Ref
    met: tuple[MetPerson, ...]
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


class Tally(Answer, frozen=True):
    """How many events have something in common. `id` is empty for words such as a kind or a topic."""

    name: str
    events: int
    id: str = ""


class Facet(Answer, frozen=True):
    """The most frequent values of one field, and how many more there are."""

    by: str
    tallies: tuple[Tally, ...]
    values: int


class Gap(Answer, frozen=True):
    """A time between two days of events without any (EDTF, both days of events)."""

    start: str
    end: str
    days: int


class Stats(Answer, frozen=True):
    """Counts of the events that pass the filters."""

    total: int
    first: str = ""
    """The first day of the first event (EDTF)."""
    last: str = ""
    """The first day of the last event."""
    unit: str = "month"
    """The length of `periods`: day, week, month, quarter, year or decade."""
    periods: tuple[Tally, ...] = ()
    """By first day, in order of time, from the first to the last with an event, also those without any."""
    unplaced: int = 0
    """Events whose date is no more exact than a longer time; `periods` do not count them."""
    facets: tuple[Facet, ...] = ()
    gaps: tuple[Gap, ...] = ()
    """The longest times without an event beginning, the longest first, those dated to more than a month aside."""
    days_with_events: int = 0
