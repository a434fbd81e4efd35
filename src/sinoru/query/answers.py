"""What every answer of the library can do, whoever knows how: the shapes and the views are made in upper layers.

What the questions give back: frozen values that every view and export takes.

Dates are EDTF text; `earliest` and `latest` are day numbers (days since 1970-01-01; None: open or unknown).
"""

from collections.abc import Callable
from typing import Any

import msgspec

from sinoru.model.records import Claim, Event, Evidence, Name, Record, Source

PRESENTERS: dict[str, Callable[..., Any]] = {}
"""How an answer becomes a `dict`, `text` and `html`. The library puts its functions here; the command line, which
shows answers itself, never loads them."""


class Answer(msgspec.Struct, frozen=True, kw_only=True):
    """An answer, or a part of one."""

    def to_dict(self) -> dict[str, Any]:
        """Return the shape that `--format json` has, as dictionaries, lists and plain values (docs/json.md)."""
        shape: dict[str, Any] = PRESENTERS["dict"](self)
        return shape

    def to_text(self, width: int | None = None) -> str:
        """Return what the command line prints: unwrapped, or laid out for so many columns."""
        text: str = PRESENTERS["text"](self, width)
        return text

    def _repr_mimebundle_(self, include: object = None, exclude: object = None) -> dict[str, str]:  # noqa: ARG002
        """Show itself in a notebook (IPython's display protocol)."""
        if not PRESENTERS:
            return {"text/plain": repr(self)}
        return {"text/plain": self.to_text(), "text/html": PRESENTERS["html"](self)}

    def _repr_html_(self) -> str | None:
        """Show itself where only HTML is asked for; None: in no other way than Python does."""
        html: str | None = PRESENTERS["html"](self) if PRESENTERS else None
        return html


class Ref(Answer, frozen=True):
    """A record that another one names. `name` is the id where no such record exists."""

    id: str
    name: str
    kind: str = ""


class OfficeHeld(Answer, frozen=True):
    """An office, with who held it and the name of the organisation."""

    person: Ref
    title: str
    org: Ref | None = None
    start: str = ""
    end: str = ""
    evidence: tuple[Evidence, ...] = ()


class Participation(Answer, frozen=True):
    """Who took part in an event, and how."""

    id: str
    name: str
    kind: str
    role: str = ""
    printed: str = ""
    """The title in the source, where it is not the office held that day."""
    held: tuple[OfficeHeld, ...] = ()
    """Where a title is printed: the offices that were held that day, as far as is known."""


class EventAnswer(Answer, frozen=True):
    """An event with the names of all it refers to."""

    event: Event
    earliest: int | None
    latest: int | None
    people: tuple[Participation, ...] = ()
    organisations: tuple[Participation, ...] = ()
    places: tuple[Ref, ...] = ()
    part_of: Ref | None = None
    speakers: dict[str, str] = msgspec.field(default_factory=dict)
    """Names, by id, of those whose statements disagree about it."""


class ClaimAnswer(Answer, frozen=True):
    """A claim with the names of all it refers to. `authors` speak where `by` is nobody."""

    claim: Claim
    by: Ref | None = None
    reported_by: Ref | None = None
    authors: tuple[str, ...] = ()
    about: tuple[Ref, ...] = ()
    contradicts: tuple[Ref, ...] = ()


class Timeline(Answer, frozen=True):
    """Events in order of their first possible day. `total` counts all that passed the filters."""

    events: tuple[EventAnswer, ...]
    total: int
    first: int | None = None
    last: int | None = None
    """The days asked for; None: no bound."""


class Claims(Answer, frozen=True):
    """Claims in order of date; those without a date come last."""

    claims: tuple[ClaimAnswer, ...]
    total: int


class Match(Answer, frozen=True):
    """How a query found a name: the name it met, and by which rule."""

    query: str
    name: str
    rule: str


class Acquaintance(Answer, frozen=True):
    """Someone met at events, most often first."""

    id: str
    name: str
    times: int
    events: tuple[str, ...] = ()


class Card(Answer, frozen=True):
    """All the corpus knows of a person or an organisation."""

    record: Record
    matched: Match
    offices: tuple[OfficeHeld, ...] = ()
    """Offices of a person in order of time; for an organisation, who held which office in it."""
    on: str = ""
    """The day that `offices` was asked for (EDTF); empty: all of them."""
    events: tuple[EventAnswer, ...] = ()
    events_total: int = 0
    claims_by: tuple[ClaimAnswer, ...] = ()
    claims_about: tuple[ClaimAnswer, ...] = ()
    met: tuple[Acquaintance, ...] = ()
    spellings: tuple[Name, ...] = ()
    """As printed in sources."""
    speakers: dict[str, str] = msgspec.field(default_factory=dict)
    """Names, by id, of those whose statements disagree about the record."""


class Candidate(Answer, frozen=True):
    """One of several records that a name may mean."""

    id: str
    kind: str
    name: str
    summary: str
    matched: Match


class Candidates(Answer, frozen=True):
    """Several records bear the name."""

    query: str
    candidates: tuple[Candidate, ...]


class NobodyFound(Answer, frozen=True):
    """No record bears the name; the nearest names."""

    query: str
    suggestions: tuple[Ref, ...]


class Hit(Answer, frozen=True):
    """A record that a search found."""

    kind: str
    id: str
    date: str
    title: str
    score: float
    """Higher is better; only comparable within one search."""
    matched: tuple[str, ...]
    """The words of the query that it has, as they stand in the record."""
    where: tuple[str, ...]
    """The fields they stand in: `title`, `text`, `names`, `people` ..."""
    snippet: str
    verdict: str = ""
    evidence: tuple[Evidence, ...] = ()


class Search(Answer, frozen=True):
    """Ranked hits, and what was done to the query."""

    query: str
    hits: tuple[Hit, ...]
    total: int
    total_is_exact: bool = True
    """False: there are more than `total`."""
    corrected: tuple[tuple[str, str], ...] = ()
    """Pairs of a word that stands nowhere and the nearest word that was searched instead."""
    ignored: tuple[str, ...] = ()
    """Words too common to search for."""
    relaxed: bool = False
    """No record has all words; these have some."""
    is_ranked: bool = True
    """False: too many records match to rank them; those with the words in the title come first, then by date."""


class OnDay(Answer, frozen=True):
    """A day (or a longer time): what happened in it, what was under way, who held which office."""

    date: str
    earliest: int
    latest: int
    happened: tuple[EventAnswer, ...]
    under_way: tuple[EventAnswer, ...]
    offices: tuple[OfficeHeld, ...]
    claims: tuple[ClaimAnswer, ...]


class Reference(Answer, frozen=True):
    """A record that refers to the shown one, and how."""

    id: str
    kind: str
    title: str
    date: str
    how: str


class Shown(Answer, frozen=True):
    """A record whole, where it stands, and what refers to it."""

    kind: str
    record: Record
    path: str
    line: int
    refs: dict[str, Ref]
    """Names of the ids that the record mentions."""
    referred_by: tuple[Reference, ...]


class SourceUse(Answer, frozen=True):
    """A source and how much rests on it."""

    source: Source
    records: int
    by_kind: dict[str, int]


class Sources(Answer, frozen=True):
    """The bibliography, by author and date."""

    sources: tuple[SourceUse, ...]
    total: int = 0
    """How many there are, where `limit` gives the first of them."""


class Passage(Answer, frozen=True):
    """A locator of a source and the records that rest on it."""

    at: str
    records: tuple[Reference, ...]


class SourceDetail(Answer, frozen=True):
    """One source, and what rests on it passage by passage."""

    use: SourceUse
    passages: tuple[Passage, ...]
    is_complete: bool = True
    """False: more rests on it than is given here; of each kind, the first records in order of time are."""


class Listed(Answer, frozen=True):
    """A person or organisation in the list of all, with how much is known."""

    id: str
    kind: str
    name: str
    country: str
    office: str
    """The office held at the middle of the period covered, or the last one."""
    events: int
    claims: int


class Everyone(Answer, frozen=True):
    """All people and organisations, by name."""

    listed: tuple[Listed, ...]
    total: int = 0
    """How many there are, where `limit` gives the first of them."""
