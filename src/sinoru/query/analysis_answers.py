"""The answers of `sinoru conflicts`, `sinoru links`, `sinoru stats` and `sinoru compare`, as frozen values."""

import msgspec

from sinoru.model.records import Evidence
from sinoru.query.answers import Answer, CitedSource, Ref, Reference, Related, Reply
from sinoru.query.presence import Contact

FACETS = ("kind", "country", "place", "person", "org", "topic")
"""What events are counted by if nothing else is asked for."""
DEEPEST = 6
"""Steps of the longest chain that is searched for."""


class StatementBy(Answer, frozen=True):
    """One of the statements of a conflict. Without `by`, the `authors` of its sources speak."""

    value: str
    """Words, or EDTF where the statements disagree about a date."""
    by: Ref | None = None
    authors: tuple[str, ...] = ()
    certainty: str = "stated"
    evidence: tuple[Evidence, ...] = ()
    claim: str = ""
    """Id of the claim that makes the statement, if one does."""
    stands: bool | None = None
    """Whether it is right; None while the conflict is open."""


class ConflictAnswer(Answer, frozen=True):
    """A question on which statements differ."""

    id: str
    """Its own id, or that of its record with the key or the field: `embassy-bombing-1999-05-08:time`."""
    question: str
    about: tuple[Ref, ...]
    field: str
    """The field of the record that is in dispute; empty if none is."""
    date: str
    """The first date of what it is about."""
    statements: tuple[StatementBy, ...]
    state: str
    """One of CONFLICT_STATES (query/filters.py)."""
    why: str = ""
    evidence: tuple[Evidence, ...] = ()
    record: str = ""
    """Id of the record on which it is recorded: its own, or that of what it is about."""
    kind: str = ""
    """The kind of that record."""


class Unread(Answer, frozen=True):
    """A search that had too many records to read: it read the first `read` of `total`."""

    rule: str
    read: int
    total: int


class Conflicts(Reply, frozen=True):
    """Questions on which statements differ, by date."""

    conflicts: tuple[ConflictAnswer, ...]
    total: int
    """The number of all that match, regardless of `limit`."""
    total_is_exact: bool = True
    """False: there are more, or there may be more (`unread`)."""
    states: dict[str, int] = msgspec.field(default_factory=dict)
    """The number of all that `total` counts by state."""
    unread: tuple[Unread, ...] = ()
    query: str = ""
    """The words, or the id, that was asked for."""
    cited: dict[str, CitedSource] = msgspec.field(default_factory=dict)
    """The sources of the statements, by id."""


class Meeting(Answer, frozen=True):
    """An event that two share, and how they were in touch in it."""

    id: str
    title: str
    date: str
    kind: str = ""
    how: Contact = "together"
    """`met`, `spoke` (in a call), or `together`: the event names both, not that both were there."""
    roles: dict[str, str] = msgspec.field(default_factory=dict)
    """The roles of the two by id; several of one are joined by a comma."""
    evidence: tuple[Evidence, ...] = ()
    is_disputed: bool = False
    """True: sources disagree about the event."""


class ContactCounts(Answer, frozen=True):
    """How many there are of each contact."""

    met: int = 0
    spoke: int = 0
    together: int = 0


class MetPerson(Answer, frozen=True):
    """Another person or organisation: how often and how they were in touch, and the events, the earliest first."""

    person: Ref
    """An organisation if its `kind` says so."""
    times: int
    """The number of events of the closest contact: how often they met, or else spoke, or else were named together."""
    first: str
    last: str
    """The dates of the first and the last of these events."""
    met: int = 0
    spoke: int = 0
    together: int = 0
    events: tuple[Meeting, ...] = ()
    """All events that they share."""


class Links(Reply, frozen=True):
    """With whom a person or an organisation was in touch: people first, and those with the most events first.

    Each is in one list only, by the closest contact.
    """

    person: Ref
    """An organisation if its `kind` says so."""
    relations: tuple[Related, ...] = ()
    """What others are to this person or organisation, whatever the filters."""
    relations_total: int = 0
    met: tuple[MetPerson, ...] = ()
    """Those who were present at the same visits, meetings, talks, signings, conferences or exercises."""
    spoke: tuple[MetPerson, ...] = ()
    """Those who only spoke by telephone."""
    together: tuple[MetPerson, ...] = ()
    """Those whom an event names as well, without saying that both were there."""
    total: int = 0
    """The number of those met, including those that a limit leaves out."""
    totals: ContactCounts = ContactCounts()
    """The number of each list, including those that a limit leaves out."""
    events_total: int = 0
    """The number of events of this person or organisation that pass the filters."""
    is_complete: bool = True
    """False: only the earliest of these events were counted; all numbers of others are lower bounds."""
    is_filtered: bool = False
    """True: filters chose the events."""


class Step(Answer, frozen=True):
    """A person in a chain, and the event shared with the previous person; the first step has none.

    In a chain of relations, it has what the person is to the previous one in place of an event.
    """

    person: Ref
    event: Meeting | None = None
    relations: tuple[Related, ...] = ()


class Chain(Reply, frozen=True):
    """All events that two share or, without any, the shortest chain between them."""

    start: Ref = msgspec.field(name="from")
    end: Ref = msgspec.field(name="to")
    relations: tuple[Related, ...] = ()
    """What the second is to the first, whatever the filters."""
    works: tuple[Reference, ...] = ()
    """The newest of the sources that both made, whatever the filters; `how` has their roles."""
    works_total: int = 0
    shared: tuple[Meeting, ...] = ()
    """First those in which they met, then calls, then those that name both; each by date."""
    totals: ContactCounts = ContactCounts()
    """The number of shared events by contact, including those that a limit leaves out."""
    events_total: int = 0
    """The number of shared events."""
    chain: tuple[Step, ...] = ()
    """The shortest chain, through the earliest events; empty without one. If they share an event, one step.

    Without filters, it is one of relations if that is not longer, and the two have none to each other."""
    deepest: int = DEEPEST
    """Longer chains were not searched for."""
    is_complete: bool = True
    """False: not all events were read. With shared events, `totals` are lower bounds; otherwise a shorter or an
    earlier chain may exist."""
    is_filtered: bool = False
    """True: filters chose the events."""


class Sum(Answer, frozen=True):
    """The sum of a number of the corpus's own: its lowest and highest value, as numbers may have a doubt."""

    field: str
    label: str
    unit: str
    low: float
    high: float
    """Infinite where a number has no bound."""
    records: int
    """The records with a value; a sum says nothing of the others."""
    without: int
    """The records without one."""


class Tally(Answer, frozen=True):
    """How many have a value. `id` is empty for words such as a kind or a topic."""

    name: str
    count: int
    id: str = ""
    sums: tuple[Sum, ...] = ()
    """The sums that were asked for, of those that have this value."""


class Facet(Answer, frozen=True):
    """The most frequent values of one field, those of a date in order of time, and the number of all its values."""

    by: str
    tallies: tuple[Tally, ...]
    values: int
    without: int | None = None
    """How many have no value; None where they are not counted."""
    is_of_dates: bool = False
    """Whether the values are periods."""
    unplaced: int | None = None
    """How many have a date that is longer than such a period; None where the values are not dates."""
    label: str = ""
    """What people call the field, if it is the corpus's own."""


class Gap(Answer, frozen=True):
    """A stretch of `days` days on which no event begins, between two days (EDTF) on which events do."""

    start: str
    end: str
    days: int


class Stats(Reply, frozen=True):
    """Counts of the events that pass the filters, or of other records or parts of records."""

    total: int
    of: str = "events"
    """What is counted, in the plural."""
    dated_by: str = "date"
    """The field that places it in time; empty without any."""
    first: str = ""
    """The first day of the first one (EDTF)."""
    last: str = ""
    """The first day of the last one."""
    unit: str = "month"
    """The length of `periods`: day, week, month, quarter, year or decade."""
    periods: tuple[Tally, ...] = ()
    """Counts by first day, in chronological order; empty periods between the first and last are included."""
    are_all_periods: bool = True
    """False: empty periods are left out of `periods`, because they are too many."""
    unplaced: int = 0
    """How many are dated less precisely than one period; `periods` do not count them."""
    undated: int = 0
    """How many have no first day; `periods` do not count them either."""
    facets: tuple[Facet, ...] = ()
    gaps: tuple[Gap, ...] = ()
    """The longest gaps between events, the longest first. Events dated less precisely than a month are ignored."""
    days: int = 0
    """The number of days on which one begins."""
    sums: tuple[Sum, ...] = ()
    """The sums that were asked for."""
    narrowed: tuple[str, ...] = ()
    """The facets and sums for which only those participants count that the filters name, not the others."""
    asked: tuple[str, ...] = ()
    """What it was asked to be counted by, units of time first; empty: nothing in particular."""


class ComparedSource(Answer, frozen=True):
    """One of two sources that are compared."""

    id: str
    name: str
    """What tells it from the other one: its authors or publisher, its title, or its id."""
    title: str
    records: int
    """The number of records that cite it and pass the filters."""
    read: int
    """The number of these that were read."""


class Telling(Answer, frozen=True):
    """A record as one source supports it."""

    id: str
    kind: str
    """The kind of the record; `office` for an office of a person, whose id that is."""
    title: str
    date: str
    evidence: tuple[Evidence, ...] = ()
    """The passages of that source."""


class Parallel(Answer, frozen=True):
    """What both sources say: in one record that cites both, or in two records that match."""

    a: Telling
    b: Telling
    shared: tuple[Ref, ...] = ()
    """The records that both name, if these are two that match."""


class Version(Answer, frozen=True):
    """One of the values that are said of a thing."""

    value: str
    sources: tuple[str, ...] = ()
    """The ids of those of the two sources that say so; none where only others do."""
    stands: bool | None = None
    """Whether it is true according to the verdict; None where the data does not say."""
    verdict: str = ""
    """The verdict on it; empty without one."""
    claim: str = ""
    """Id of the claim that says so."""
    by: Ref | None = None
    evidence: tuple[Evidence, ...] = ()


class Difference(Answer, frozen=True):
    """Where two sources differ: a conflict that is recorded, or one that can be."""

    id: str
    """The id of the conflict, or one that is free for it."""
    record: str
    """The record that has the conflict, or the first that is about it."""
    question: str
    field: str
    about: tuple[Ref, ...]
    """The records that it is about."""
    date: str
    statements: tuple[Version, ...]
    state: str = ""
    """That of the conflict; empty if none is recorded."""
    why: str = ""
    is_recorded: bool = False


class ComparisonCounts(Answer, frozen=True):
    """How many there are in each list."""

    differ: int = 0
    both: int = 0
    only_a: int = 0
    only_b: int = 0


class Comparison(Reply, frozen=True):
    """Two sources side by side. A record is in one of the lists; each is by date."""

    a: ComparedSource
    b: ComparedSource
    totals: ComparisonCounts
    """The number in each list regardless of `limit`, which bounds each of them."""
    differ: tuple[Difference, ...] = ()
    both: tuple[Parallel, ...] = ()
    only_a: tuple[Telling, ...] = ()
    only_b: tuple[Telling, ...] = ()
    is_complete: bool = True
    """False: not all records were read, or too many are alike to be matched with each other."""
