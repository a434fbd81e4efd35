"""The answers to the questions: frozen values that every view and export takes.

Dates are EDTF text; `earliest` and `latest` are day numbers (days since 1970-01-01; None: open or unknown).
How an answer is presented is the business of upper layers, which register themselves in PRESENTERS.
"""

from collections.abc import Callable, Mapping
from typing import Any

import msgspec

from sinoru.model.records import Claim, Event, Evidence, Name, Record, Source, manner, title_held

PRESENTERS: dict[str, Callable[..., Any]] = {}
"""Functions that turn an answer into a `dict`, `text` and `html`. `sinoru.corpus` registers them; the command line,
which renders answers itself, never loads them."""
SHOWN = 20
"""The number of hits where no limit is given."""
CARD_EVENTS = 200
"""The number of events on a card where no limit is given, the earliest ones."""


class Answer(msgspec.Struct, frozen=True, kw_only=True):
    """An answer, or a part of one."""

    def to_dict(self) -> dict[str, Any]:
        """Return the shape of `--format json` as dictionaries, lists and plain values (docs/json.md).

        Only a whole answer has its `version`.
        """
        shape: dict[str, Any] = PRESENTERS["dict"](self)
        return shape

    def to_text(self, width: int | None = None, *, full: bool = False) -> str:
        """Return what the command line prints: for `width` columns, or as in a pipe without a width.

        With `full`, that is everything, as with `--full`.
        """
        text: str = PRESENTERS["text"](self, width, full=full)
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


class Reading(Answer, frozen=True):
    """Something that was read as something else than was typed."""

    given: str
    """The option or the argument, as the caller names it: `--person`, or `person` in Python."""
    typed: str
    read_as: str
    """The name of the record, or the word that was searched for."""
    id: str
    """The id of the record; empty for a word, and for several records."""
    rule: str
    """`sound`, `part-sound`, `typo`, `title` where a title before the name was left out; for a part of a query
    `no field`, `no value`, `no bounds` (these are words) or `common` (it was ignored)."""


class Reply(Answer, frozen=True, kw_only=True):
    """An answer to a complete question."""

    read_as: tuple[Reading, ...] = ()
    """What was read as something else than was typed."""
    marks: dict[str, tuple[str, ...]] = msgspec.field(default_factory=dict)
    """What is said beside records, by id: `private`; `perhaps`, where one meaning of a value passes the filters."""


class Called(Answer, frozen=True):
    """Someone or something by name."""

    id: str
    name: str
    name_then: str = ""
    """The name on the day of the event, where it was another (query/names_then.py)."""

    @property
    def called(self) -> str:
        """The name to show for that day, with the present one: `Leningrad (Saint Petersburg)`."""
        first, details = self.called_with("")
        return f"{first} ({details})" if details else first

    def called_with(self, details: str) -> tuple[str, str]:
        """Return the name to show for that day, and what follows in brackets: the present one, then the details."""
        if not self.name_then:
            return self.name, details
        return self.name_then, ", ".join(filter(None, (self.name, details)))


class Ref(Called, frozen=True):
    """A record that another one refers to. `name` is the id where no such record exists."""

    kind: str = ""


class OfficeHeld(Answer, frozen=True):
    """An office, with its holder and the name of the organisation."""

    person: Ref
    title: str
    org: Ref | None = None
    held_for: Ref | None = msgspec.field(default=None, name="for")
    """What it is held for; without an id if it has no record."""
    party: Ref | None = None
    """Without an id if it has no record."""
    start: str = ""
    end: str = ""
    """EDTF; `..` if it is still held, empty if it is not known."""
    began: str = ""
    ended: str = ""
    evidence: tuple[Evidence, ...] = ()
    in_office: str = ""
    """Where a day was asked for: `held`, or `perhaps` if it is not certain that it was held that day."""
    own: "tuple[Further, ...]" = ()
    """The corpus's own fields of the office that have a value."""

    @property
    def called(self) -> str:
        """The title, which says that the term was an acting one."""
        return title_held(self.title, self.began)

    @property
    def manner(self) -> str:
        """How the term began and ended, in words."""
        return manner(self.began, self.ended)


class Related(Answer, frozen=True):
    """A relation of a person or an organisation: what the other one is to it."""

    kind: str
    """As `parent` or `member-of`, whichever of the two records has it, and however it is written there."""
    to: Ref
    """The other one."""
    start: str = msgspec.field(default="", name="from")
    end: str = msgspec.field(default="", name="until")
    """EDTF; `..` if it has not ended, empty if it is not known."""
    certainty: str = "stated"
    evidence: tuple[Evidence, ...] = ()
    record: str = ""
    """The id of the record that has it."""


class OfficeOfDay(OfficeHeld, frozen=True):
    """An office held on the day asked for, and its state."""

    state: str = ""
    """That of the title, or of the organisation, or of the holder without an organisation; may be empty."""


class Participation(Called, frozen=True, kw_only=True):
    """A participant of an event, and the role."""

    kind: str
    role: str = ""
    printed: str = ""
    """The title that the source prints, where it is not the office held that day."""
    held: tuple[OfficeHeld, ...] = ()
    """Where a title is printed: the offices known to have been held that day."""
    own: "tuple[Further, ...]" = ()
    """The corpus's own fields of the participation that have a value."""


class Further(Answer, frozen=True):
    """A field of an event that views have no place of its own for (query/further.py)."""

    key: str
    label: str
    """In words, as `chaired by`."""
    is_list: bool
    involves: bool
    """Whether the event involves who is named there."""
    refs: tuple[Ref, ...] | None
    """The records that it names; None: it contains words only."""
    words: tuple[str, ...]
    """Its words; for a field that names records, the values that are not ids."""
    in_words: tuple[str, ...] = ()
    """For a field of the corpus's own, the words as people read them: with unit or label."""
    own: str = ""
    """The name in full of a field of the corpus's own; empty for one of ours."""

    @property
    def text(self) -> str:
        """What it says, with the names of records; empty if it says nothing."""
        return "; ".join((*(ref.name for ref in self.refs or ()), *self.words))

    @property
    def prose(self) -> str:
        """The same, as people read it."""
        return "; ".join(self.in_words) or self.text


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
    further: tuple[Further, ...] = ()
    only_named: bool = False
    """Whether those that a timeline was asked for took no part in it."""

    def named(self, kind: str) -> list[Ref]:
        """Return those of a kind whom its further fields involve."""
        refs = (ref for one in self.further if one.involves for ref in one.refs or ())
        return [ref for ref in refs if ref.kind == kind]


class Judgement(Answer, frozen=True):
    """The verdict on a claim, and where it comes from."""

    verdict: str
    """One of VERDICTS (query/filters.py)."""
    why: str = ""
    evidence: tuple[Evidence, ...] = ()
    conflict: str = ""
    """Id of the conflict that decides; empty if the claim itself has the verdict."""
    question: str = ""
    """The question of that conflict."""


class ClaimAnswer(Answer, frozen=True):
    """A claim with the names of all records it refers to. Without `by`, the `authors` of its source speak."""

    claim: Claim
    by: Ref | None = None
    reported_by: Ref | None = None
    authors: tuple[str, ...] = ()
    about: tuple[Ref, ...] = ()
    assessment: Judgement | None = None
    """Its verdict: from the conflict in which it makes a statement, or else its own assessment."""

    @property
    def verdict(self) -> str:
        """The verdict on it; empty if it is not assessed."""
        return self.assessment.verdict if self.assessment else ""


class Timeline(Reply, frozen=True):
    """Events in order of their first possible day. `total` counts all that pass the filters."""

    events: tuple[EventAnswer, ...]
    total: int
    first: int | None = None
    last: int | None = None
    """The first and last day requested; None: no bound."""
    any_year: str = ""
    """The day requested of any year, as `05-08`."""
    sorted_by: str = ""
    """The key of the corpus's own field that they are sorted by; empty where that is the date."""


class Claims(Reply, frozen=True):
    """Claims in order of date; those without a date come last."""

    claims: tuple[ClaimAnswer, ...]
    total: int
    query: str = ""
    """The words that they contain."""
    verdicts: dict[str, int] = msgspec.field(default_factory=dict)
    """The number of all claims by verdict; an empty one means those that are not assessed."""


class Match(Answer, frozen=True):
    """How a query matched: the matching name and the rule."""

    query: str
    name: str
    rule: str


class Acquaintance(Answer, frozen=True):
    """A person met or spoken with; `times` is the number of events at which this happened."""

    id: str
    name: str
    times: int
    events: tuple[str, ...] = ()


class Reference(Answer, frozen=True):
    """A record that refers to another one; `how` names the relations."""

    id: str
    kind: str
    title: str
    date: str
    how: str


class Card(Reply, frozen=True):
    """Everything the corpus knows about a person or an organisation."""

    record: Record
    matched: Match
    others: tuple[Ref, ...] = ()
    """The first of those that have the name asked for, the subject's own, as a part of theirs."""
    others_total: int = 0
    offices: tuple[OfficeHeld, ...] = ()
    """Offices of a person in chronological order; for an organisation, the offices in it and their holders."""
    on: str = ""
    """The date (EDTF) that `offices` is limited to; empty: all offices."""
    offices_total: int = 0
    """The number of these offices regardless of `limit`."""
    offices_recorded: int = 0
    """The number of all offices, whatever the date."""
    relations: tuple[Related, ...] = ()
    """What others are to the subject, kind by kind, those that have not ended first."""
    relations_total: int = 0
    events: tuple[EventAnswer, ...] = ()
    events_total: int = 0
    claims_by: tuple[ClaimAnswer, ...] = ()
    """Those that name the subject as the speaker, or no speaker and a source of which the subject is the author."""
    claims_by_total: int = 0
    claims_about: tuple[ClaimAnswer, ...] = ()
    claims_about_total: int = 0
    claims_via: tuple[ClaimAnswer, ...] = ()
    """Those that the subject passed on."""
    claims_via_total: int = 0
    disputes: tuple[Reference, ...] = ()
    """Records with conflicts in which the subject makes a statement, other than its own."""
    disputes_total: int = 0
    met: tuple[Acquaintance, ...] = ()
    """People who were present at the same visits, meetings, talks, signings, conferences or exercises."""
    met_total: int = 0
    """The number of people met, including those that a limit leaves out."""
    spoke: tuple[Acquaintance, ...] = ()
    """People in the same calls."""
    spoke_total: int = 0
    met_is_complete: bool = True
    """False: only the first events were counted, so that the numbers of `met` and `spoke` are lower bounds."""
    spellings: tuple[Name, ...] = ()
    """Spellings of the name as printed in sources."""
    spellings_total: int = 0
    speakers: dict[str, str] = msgspec.field(default_factory=dict)
    """Names, by id, of those who make the statements of the record's conflicts."""
    party_of_total: int = 0
    """The people who held an office for it as their party."""
    own: tuple[Further, ...] = ()
    """The corpus's own fields of the record that have a value."""
    addresses: Mapping[str, str] = {}
    """The registers that the corpus declares, with the addresses of their entries."""
    birthplace: str = ""
    """The name of the place of birth."""
    part_of: str = ""
    """The name of the organisation that an organisation belongs to."""
    seat: str = ""
    """The name of the place where an organisation has its seat."""
    deceased: frozenset[str] = frozenset()
    """The ids of holders who have died, where offices have no end."""
    made: dict[str, int] = msgspec.field(default_factory=dict)
    """The number of sources that the subject made, by role; an `author` of a text without one is its publisher."""
    works: tuple[Reference, ...] = ()
    """The newest of these sources; `how` is the role."""
    works_total: int = 0
    verdicts_by: dict[str, int] = msgspec.field(default_factory=dict)
    verdicts_about: dict[str, int] = msgspec.field(default_factory=dict)
    verdicts_via: dict[str, int] = msgspec.field(default_factory=dict)
    """The number of claims with each verdict (empty: not assessed), regardless of `limit`."""


class Candidate(Answer, frozen=True):
    """One of several records that a name may mean."""

    id: str
    kind: str
    name: str
    summary: str
    matched: Match
    country: str = ""
    born: str = ""
    died: str = ""
    """The days of birth and death of a person (EDTF); empty where they are not known."""


class Candidates(Reply, frozen=True):
    """The records that a name may mean, where there are several."""

    query: str
    candidates: tuple[Candidate, ...]
    total: int = 0
    """The number of all records that match, regardless of `limit`."""


class OfficeHolders(Reply, frozen=True):
    """Who held an office: on a day, or one after another."""

    query: str
    on: str = ""
    """The date (EDTF) asked for; empty: all holders, one after another."""
    holders: tuple[OfficeHeld, ...] = ()
    """Those of exactly that title; on a day, those who certainly held it come first."""
    near: tuple[OfficeHeld, ...] = ()
    """Deputies of that day."""
    before: OfficeHeld | None = None
    """Where no one held it: who left it last before that day."""
    after: OfficeHeld | None = None
    """Where no one held it: who took it first after that day."""
    undated: tuple[OfficeHeld, ...] = ()
    """Where no one held it: holders of whom it is not known when."""
    holders_total: int = 0
    held_total: int = 0
    """The holders who certainly held it."""
    near_total: int = 0
    undated_total: int = 0
    """The number in each list regardless of `limit`, which bounds each of them."""
    filtered_by: tuple[str, ...] = ()
    """The filters that were given; where no one is named, one of them may be the reason."""
    countries: dict[str, str] = msgspec.field(default_factory=dict)
    """The country of each holder, by id, where the corpus says it."""
    deceased: frozenset[str] = frozenset()
    """The ids of holders who have died."""
    is_complete: bool = True
    """False: so many people match that not all were looked at."""


class NobodyFound(Reply, frozen=True):
    """No record matches the name; `suggestions` are the nearest names."""

    query: str
    suggestions: tuple[Ref, ...]
    is_near: bool = True
    """False: none of the nearest names has much in common with the query."""


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
    missing: str = ""
    """The one part of the query that the record lacks, as it is typed; empty for a match."""


class Answered(Answer, frozen=True):
    """A question typed into the search, read as the look-up that answers it."""

    command: str
    """The look-up as it is typed after the name of the program: `who foreign minister of Russia --on 1999-06`."""
    answer: Reply
    """What it answers, each list cut to the first few."""


class Search(Reply, frozen=True):
    """Ranked hits, and the changes that were made to the query."""

    query: str
    hits: tuple[Hit, ...]
    """The best first. Where few records match, those that have all words but one follow; sources come last."""
    total: int
    """The number of all matches, not of records that lack a word."""
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
    filtered_by: tuple[str, ...] = ()
    """The filters that were given: other records were not searched."""
    by_kind: dict[str, int] = msgspec.field(default_factory=dict)
    """All matches by the kind of their record; empty where there are too many to count."""
    own_fields: tuple[str, ...] = ()
    """The names that the corpus's own fields have in queries."""
    answered: Answered | None = None
    """What a question was read as, and the answer; None where it has no known form."""


class Explanation(Reply, frozen=True):
    """How a query was read, what it became in the corpus, and how it was run."""

    query: str
    """As typed."""
    read: str
    """The query with its groups and fields, and with the filters that are short for fields."""
    expanded: tuple[str, ...]
    """The conditions that a record has to meet: words as they are indexed, records that names mean, days."""
    run: tuple[str, ...]
    """The statements that the engine ran."""
    ignored: tuple[str, ...] = ()
    """Words too common to search for."""


class OnDay(Reply, frozen=True):
    """A day or a longer time: what happened, what was under way, who held which office, what was claimed."""

    date: str
    earliest: int
    latest: int
    happened: tuple[EventAnswer, ...]
    under_way: tuple[EventAnswer, ...]
    offices: tuple[OfficeOfDay, ...]
    """By state, that of the most holders first, then by rank and holder."""
    claims: tuple[ClaimAnswer, ...]
    verdicts: dict[str, int] = msgspec.field(default_factory=dict)
    """The number of all claims by verdict; an empty one means those that are not assessed."""
    limit: int | None = None
    """The limit that was asked for."""
    happened_total: int = 0
    under_way_total: int = 0
    offices_total: int = 0
    claims_total: int = 0
    """The number in each section regardless of `limit`, which bounds each of them."""
    filtered_by: tuple[str, ...] = ()
    """The filters that were given; a section without records has none that match them."""
    left_out: tuple[str, ...] = ()
    """Sections that were not looked for because a filter does not apply to them: `events`, `offices`, `claims`."""


class CitedSource(Answer, frozen=True):
    """A source in a few words."""

    id: str
    by: str
    """The authors as spoken, otherwise who published it; empty if the corpus does not say."""
    title: str
    url: str = ""
    passages: dict[str, tuple[str, str]] = msgspec.field(default_factory=dict)
    """The section and the passage of each locator that is cited, in the order of the source."""


class Shown(Answer, frozen=True):
    """A complete record, its location in the files, and the records that refer to it."""

    kind: str
    record: Record
    path: str
    line: int
    refs: dict[str, Ref]
    """Names of the ids that the record mentions."""
    referred_by: tuple[Reference, ...]
    """The earliest of them, where they are very many."""
    referred_by_total: int = 0
    referred_by_kind: dict[str, int] = msgspec.field(default_factory=dict)
    """The number of records of each kind that refer to it."""
    cited: dict[str, CitedSource] = msgspec.field(default_factory=dict)
    """The sources that the record cites, by id; for a source, also itself."""
    relations: tuple[Related, ...] = ()
    """What others are to a person or an organisation, also those that only the other record has."""
    further: tuple[Further, ...] = ()
    """Its further fields."""
    own_of_parts: dict[str, tuple[tuple[Further, ...], ...]] = msgspec.field(default_factory=dict)
    """The corpus's own fields of each part that may have such, by the key of the list."""
    own: tuple[Any, ...] = ()
    """The declarations of the corpus's own fields of the record."""
    assessment: Judgement | None = None
    """The verdict on a claim."""
    credited: Source | None = None
    """A source with names as cited; `record` has it as its file does."""
    addresses: Mapping[str, str] = {}
    """The registers that the corpus declares, with the addresses of their entries."""


class SourceUse(Answer, frozen=True):
    """A source, and the number of records that cite it."""

    source: Source
    records: int
    by_kind: dict[str, int]


class Sources(Reply, frozen=True):
    """The bibliography: the sources that most records cite first, then by author and date."""

    sources: tuple[SourceUse, ...]
    total: int = 0
    """The number of all sources that pass the filters, regardless of `limit`."""
    query: str = ""
    """The words that chose the sources; empty: all."""


class Passage(Answer, frozen=True):
    """A locator in a source, and the records that cite it."""

    at: str
    records: tuple[Reference, ...]
    total: int = 0
    """The number of records read that cite it, regardless of `limit`."""


class SourceDetail(Reply, frozen=True):
    """One source, and the records that cite it, passage by passage."""

    use: SourceUse
    passages: tuple[Passage, ...]
    is_complete: bool = True
    """False: only the first records of each kind, in chronological order, are included."""
    versions: tuple[Reference, ...] = ()
    """The source that it is a version of, and those that are versions of it."""


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
    born: str = ""
    died: str = ""
    """The days of birth and death of a person (EDTF); empty where they are not known."""
    founded: str = ""
    dissolved: str = ""
    """Those on which an organisation was founded and dissolved."""


class Everyone(Reply, frozen=True):
    """All people and organisations, by name."""

    listed: tuple[Listed, ...]
    total: int = 0
    """The number of all that pass the filters, regardless of `limit`."""
