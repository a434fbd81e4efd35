"""The answers of `sinoru conflicts`, `sinoru links` and `sinoru stats`, as frozen values."""

import msgspec

from sinoru.model.records import Assessment, Evidence
from sinoru.query.answers import Answer, Ref

VERDICTS = ("contradicted", "reconciled", "superseded", "partly", "open")
DEEPEST = 6
"""Steps of the longest chain that is searched for."""


class StatementBy(Answer, frozen=True):
    """One of the statements of a conflict. Without `by`, the `authors` of its sources speak."""

    says: str
    """Words, or EDTF where the statements disagree about a date."""
    by: Ref | None = None
    authors: tuple[str, ...] = ()
    certainty: str = "stated"
    evidence: tuple[Evidence, ...] = ()
    claim: str = ""
    """Id of the claim that makes the statement; empty where a curator recorded it."""
    assessment: Assessment | None = None
    """The assessment of that claim."""


class ConflictAnswer(Answer, frozen=True):
    """Statements on one subject that cannot all be true."""

    id: str
    """Record, field or rule, and a number where there are several: `zhu-visits-us-1999:date`."""
    record: str
    kind: str
    """The kind of the record."""
    on: str
    title: str
    date: str
    statements: tuple[StatementBy, ...]
    verdict: str
    """One of VERDICTS."""
    about: tuple[Ref, ...] = ()
    """What the record is about, where it is a claim."""
    why: str = ""
    evidence: tuple[Evidence, ...] = ()
    found_by: str = "data"
    """`data`, or the code of a rule."""


class Unread(Answer, frozen=True):
    """A rule that had too many records to check: it read the first `read` of `total`."""

    rule: str
    read: int
    total: int


class Conflicts(Answer, frozen=True):
    """Conflicts: first those that curators recorded, then between claims, then found by rules; each by date."""

    conflicts: tuple[ConflictAnswer, ...]
    total: int
    total_is_exact: bool = True
    """False: there are more than `total`."""
    unread: tuple[Unread, ...] = ()


class Meeting(Answer, frozen=True):
    """An event at which two people took part."""

    id: str
    title: str
    date: str
    evidence: tuple[Evidence, ...] = ()


class MetPerson(Answer, frozen=True):
    """A person met: how often, the first and last date, and the events, the earliest first."""

    person: Ref
    times: int
    first: str
    last: str
    events: tuple[Meeting, ...]


class Links(Answer, frozen=True):
    """The people whom a person met, those met most often first."""

    person: Ref
    met: tuple[MetPerson, ...]
    total: int
    """The number of people met, including those that a limit leaves out."""
    is_complete: bool = True
    """False: the person took part in more events than were read."""


class Step(Answer, frozen=True):
    """A person in a chain, and the event shared with the previous person; the first step has none."""

    person: Ref
    event: Meeting | None = None


class Chain(Answer, frozen=True):
    """The shortest chain of people between two, through the earliest events; empty without one."""

    start: Ref = msgspec.field(name="from")
    end: Ref = msgspec.field(name="to")
    chain: tuple[Step, ...]
    deepest: int = DEEPEST
    """Longer chains were not searched for."""
    is_complete: bool = True
    """False: not all events were read, so a shorter or an earlier chain may exist."""


class Tally(Answer, frozen=True):
    """The number of events that share a value. `id` is empty for words such as a kind or a topic."""

    name: str
    events: int
    id: str = ""


class Facet(Answer, frozen=True):
    """The most frequent values of one field, and the number of all its values."""

    by: str
    tallies: tuple[Tally, ...]
    values: int


class Gap(Answer, frozen=True):
    """A stretch of `days` days on which no event begins, between two days (EDTF) on which events do."""

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
    """Events by first day, in chronological order; periods without events between the first and last are included."""
    unplaced: int = 0
    """Events dated less precisely than one period; `periods` do not count them."""
    facets: tuple[Facet, ...] = ()
    gaps: tuple[Gap, ...] = ()
    """The longest gaps, the longest first. Events dated less precisely than a month are ignored."""
    days_with_events: int = 0
