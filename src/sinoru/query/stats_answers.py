"""What `sinoru stats` gives back: counts, and the time between."""

from sinoru.query.answer import Answer


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
