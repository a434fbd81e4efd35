"""The answers to the questions: frozen values that every view and export takes.

Dates are EDTF text; `earliest` and `latest` are day numbers (days since 1970-01-01; None: open or unknown).
How an answer is presented is the business of upper layers, which register themselves in PRESENTERS.
"""

from collections.abc import Callable
from typing import Any

import msgspec

from sinoru.model.records import Claim, Event, Evidence, Name, Record, Source

PRESENTERS: dict[str, Callable[..., Any]] = {}
"""Functions that turn an answer into a `dict`, `text` and `html`. `sinoru.corpus` registers them; the command line,
which renders answers itself, never loads them."""


class Answer(msgspec.Struct, frozen=True, kw_only=True):
    """An answer, or a part of one."""

    def to_dict(self) -> dict[str, Any]:
        """Return the shape of `--format json` as dictionaries, lists and plain values (docs/json.md)."""
        shape: dict[str, Any] = PRESENTERS["dict"](self)
        return shape

    def to_text(self, width: int | None = None) -> str:
        """Return what the command line prints: laid out for `width` columns, or unwrapped without a width."""
        text: str = PRESENTERS["text"](self, width)
        return text

    def _repr_mimebundle_(self, include: object = None, exclude: object = None) -> dict[str, str]:  # noqa: ARG002
        """Return the representations for a notebook (IPython's display protocol)."""
        if not PRESENTERS:
            return {"text/plain": repr(self)}
        return {"text/plain": self.to_text(), "text/html": PRESENTERS["html"](self)}

    def _repr_html_(self) -> str | None:
        """Return the representation for a notebook that takes HTML only; None: use `repr`."""
        html: str | None = PRESENTERS["html"](self) if PRESENTERS else None
        return html


class Ref(Answer, frozen=True):
    """A record that another one refers to. `name` is the id where no such record exists."""

    id: str
    name: str
    kind: str = ""


class OfficeHeld(Answer, frozen=True):
    """An office, with its holder and the name of the organisation."""

    person: Ref
    title: str
    org: Ref | None = None
    start: str = ""
    end: str = ""
    evidence: tuple[Evidence, ...] = ()


class Participation(Answer, frozen=True):
    """A participant of an event, and the role."""

    id: str
    name: str
    kind: str
    role: str = ""
    printed: str = ""
    """The title that the source prints, where it is not the office held that day."""
    held: tuple[OfficeHeld, ...] = ()
    """Where a title is printed: the offices known to have been held that day."""


class EventAnswer(Answer, frozen=True):
    """An event with the names of all records it refers to."""

    event: Event
    earliest: int | None
    latest: int | None
    people: tuple[Participation, ...] = ()
    organisations: tuple[Participation, ...] = ()
    places: tuple[Ref, ...] = ()
    part_of: Ref | None = None
    speakers: dict[str, str] = msgspec.field(default_factory=dict)
    """Names, by id, of those who make the statements of its conflicts."""


class ClaimAnswer(Answer, frozen=True):
    """A claim with the names of all records it refers to. Without `by`, the `authors` of its source speak."""

    claim: Claim
    by: Ref | None = None
    reported_by: Ref | None = None
    authors: tuple[str, ...] = ()
    about: tuple[Ref, ...] = ()
    contradicts: tuple[Ref, ...] = ()


class Timeline(Answer, frozen=True):
    """Events in order of their first possible day. `total` counts all that pass the filters."""

    events: tuple[EventAnswer, ...]
    total: int
    first: int | None = None
    last: int | None = None
    """The first and last day requested; None: no bound."""


class Claims(Answer, frozen=True):
    """Claims in order of date; those without a date come last."""

    claims: tuple[ClaimAnswer, ...]
    total: int


class Match(Answer, frozen=True):
    """How a query matched: the matching name and the rule."""

    query: str
    name: str
    rule: str


class Acquaintance(Answer, frozen=True):
    """A person met at events; `times` is the number of events."""

    id: str
    name: str
    times: int
    events: tuple[str, ...] = ()


class Card(Answer, frozen=True):
    """Everything the corpus knows about a person or an organisation."""

    record: Record
    matched: Match
    offices: tuple[OfficeHeld, ...] = ()
    """Offices of a person in chronological order; for an organisation, the offices in it and their holders."""
    on: str = ""
    """The date (EDTF) that `offices` is limited to; empty: all offices."""
    events: tuple[EventAnswer, ...] = ()
    events_total: int = 0
    claims_by: tuple[ClaimAnswer, ...] = ()
    claims_about: tuple[ClaimAnswer, ...] = ()
    met: tuple[Acquaintance, ...] = ()
    spellings: tuple[Name, ...] = ()
    """Spellings of the name as printed in sources."""
    speakers: dict[str, str] = msgspec.field(default_factory=dict)
    """Names, by id, of those who make the statements of the record's conflicts."""


class Candidate(Answer, frozen=True):
    """One of several records that a name may mean."""

    id: str
    kind: str
    name: str
    summary: str
    matched: Match


class Candidates(Answer, frozen=True):
    """The records that a name may mean, where there are several."""

    query: str
    candidates: tuple[Candidate, ...]


class NobodyFound(Answer, frozen=True):
    """No record matches the name; `suggestions` are the nearest names."""

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
    """The matching words, as the record spells them."""
    where: tuple[str, ...]
    """The fields that contain them: `title`, `text`, `names`, `people` ..."""
    snippet: str
    verdict: str = ""
    evidence: tuple[Evidence, ...] = ()


class Search(Answer, frozen=True):
    """Ranked hits, and the changes that were made to the query."""

    query: str
    hits: tuple[Hit, ...]
    total: int
    total_is_exact: bool = True
    """False: there are more than `total`."""
    corrected: tuple[tuple[str, str], ...] = ()
    """Pairs of a word that no record contains and the nearest word, which was searched instead."""
    ignored: tuple[str, ...] = ()
    """Words too common to search for."""
    relaxed: bool = False
    """No record has all words; the hits have some of them."""
    is_ranked: bool = True
    """False: too many records match to rank them; those with the words in the title come first, then by date."""


class OnDay(Answer, frozen=True):
    """A day or a longer time: what happened, what was under way, who held which office, what was claimed."""

    date: str
    earliest: int
    latest: int
    happened: tuple[EventAnswer, ...]
    under_way: tuple[EventAnswer, ...]
    offices: tuple[OfficeHeld, ...]
    claims: tuple[ClaimAnswer, ...]


class Reference(Answer, frozen=True):
    """A record that refers to another one; `how` names the relations."""

    id: str
    kind: str
    title: str
    date: str
    how: str


class Shown(Answer, frozen=True):
    """A complete record, its location in the files, and the records that refer to it."""

    kind: str
    record: Record
    path: str
    line: int
    refs: dict[str, Ref]
    """Names of the ids that the record mentions."""
    referred_by: tuple[Reference, ...]


class SourceUse(Answer, frozen=True):
    """A source, and the number of records that cite it."""

    source: Source
    records: int
    by_kind: dict[str, int]


class Sources(Answer, frozen=True):
    """The bibliography, by author and date."""

    sources: tuple[SourceUse, ...]
    total: int = 0
    """The number of all sources that pass the filters, regardless of `limit`."""


class Passage(Answer, frozen=True):
    """A locator in a source, and the records that cite it."""

    at: str
    records: tuple[Reference, ...]


class SourceDetail(Answer, frozen=True):
    """One source, and the records that cite it, passage by passage."""

    use: SourceUse
    passages: tuple[Passage, ...]
    is_complete: bool = True
    """False: only the first records of each kind, in chronological order, are included."""


class Listed(Answer, frozen=True):
    """A person or organisation in a list, with the number of its events and claims."""

    id: str
    kind: str
    name: str
    country: str
    office: str
    """The last office of a person; the kind of an organisation."""
    events: int
    claims: int


class Everyone(Answer, frozen=True):
    """All people and organisations, by name."""

    listed: tuple[Listed, ...]
    total: int = 0
    """The number of all that pass the filters, regardless of `limit`."""
