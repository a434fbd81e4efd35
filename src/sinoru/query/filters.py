"""The filters, each declared once, beside its type: all else that knows a filter is made of its declaration.

A declaration says in words what the filter keeps, what its values name (and so how query/resolve.py resolves them and
a shell completes them), and which questions honour it: any other question refuses it by name. The options of the
command line, the arguments of the library and of the server, the search line of the browser, completion and the
tables of the manual are made of the declarations; `make manual` writes those that are files.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Annotated, cast, get_args

import msgspec

from sinoru.messages import quoted, series, shell_word, unknown
from sinoru.model.errors import NotHonoured, WrongDate, WrongUsage
from sinoru.model.fields import Field as RecordField
from sinoru.model.fields import Fields, former_names, names_of
from sinoru.model.records import HAVE_OWN, RECORDS, Certainty, ConflictState
from sinoru.text.query import Field, Node, Not, all_of

if TYPE_CHECKING:
    from sinoru.query.filtering import Filtering

Several = tuple[str, ...]
Sort = str
"""An order: `date`, `-date`, `rank`, or a number or date of the corpus's own, with `-` for the highest first."""
SORTS = ("date", "-date", "rank")
VERDICTS = ("supported", "partly", "contradicted", "disputed", "superseded", "unverified")
"""The verdicts on a claim: its own, or those that follow from a conflict (contradicted, disputed)."""
CONFLICT_STATES: tuple[str, ...] = get_args(ConflictState)
_CERTAINTIES: tuple[str, ...] = get_args(Certainty)


class Party(msgspec.Struct, frozen=True):
    """A person or an organisation that a record involves, by any name or by id, or as the author of its source."""

    kind: str


class Speaker(msgspec.Struct, frozen=True):
    """Who makes a claim: a person, an organisation, or an author without a record."""

    in_disputes: bool = False
    """Whether those who make a statement of a dispute are meant as well."""


class Named(msgspec.Struct, frozen=True):
    """A record of these kinds (empty: of any), by any name or by id, to which others have one of the relations.

    Without relations, they are those by which records involve one of that kind (Fields.involving).
    """

    kinds: tuple[str, ...]
    relations: tuple[str, ...] = ()


class NamedOrWord(Named, frozen=True):
    """The same, or a name that records have in words, as that of a party without a record."""


class Word(msgspec.Struct, frozen=True):
    """A word that records of the corpus have, such as a topic."""

    space: str
    """The prefix of these words among the targets of links (index/fields.py)."""


class Country(msgspec.Struct, frozen=True):
    """A state, by any of its names or codes, or a word of the corpus for it."""


class Kind(msgspec.Struct, frozen=True):
    """A kind of record (`claim`), or of events, claims or others that the corpus has (`visit`)."""


class Grade(Word, frozen=True):
    """One of a few words that are the same in every corpus."""

    words: tuple[str, ...]


class Day(msgspec.Struct, frozen=True):
    """A date, as EDTF or as people write it."""


class Length(msgspec.Struct, frozen=True):
    """A length of time, such as `7d`."""


class Number(msgspec.Struct, frozen=True):
    """A whole number of 1 or more."""


class Asked(msgspec.Struct, frozen=True):
    """A query, as people type it to search."""


class Order(msgspec.Struct, frozen=True):
    """An order of the answer."""

    words: tuple[str, ...]
    own: bool = True
    """Whether it may be a field of the corpus's own."""


Value = (
    Party
    | Speaker
    | NamedOrWord
    | Named
    | Word
    | Country
    | Kind
    | Grade
    | Day
    | Length
    | Number
    | Asked
    | Order
)


class Filter(msgspec.Struct, frozen=True):
    """The declaration of a filter; one that means something else in other questions has another for these."""

    help: str
    """An imperative or a noun phrase; it ends with a full stop."""
    value: Value
    questions: tuple[str, ...]
    """The questions that honour it (HONOURED)."""
    metavar: str = "NAME"
    """What the help shows in place of a value."""
    option: str = ""
    """Its names on the command line, if they differ from its own."""
    listing: str = ""
    """The command that lists the values: `sinoru stats`."""
    either: bool = False
    """Whether several values are alternatives, as a record has only one; otherwise it has to have all of them."""


EVENTS = "events"
COUNTED = {name: record.KIND for name, record in RECORDS.items()} | {
    "offices": "person",
    "participants": "event",
}
"""What 'sinoru stats' counts: records of a kind, or parts of them, each with the kind of record that has it."""
STATS_OF = "stats --of "
"""The beginning of the questions that count anything but events: each honours the filters of the list of these."""
_EVENTS = (
    *("timeline", "on", "who NAME", "search", "conflicts", "compare", "links", "stats", "export"),
    *(f"{STATS_OF}conflicts", f"{STATS_OF}participants"),
)
"""The questions whose answers are chosen among events, or among all records."""
_ALL = (*_EVENTS, "claims", f"{STATS_OF}claims")
_DATED = (*(each for each in _ALL if each != "on"), "sources", f"{STATS_OF}sources", f"{STATS_OF}offices")
_CLAIMS = ("search", "claims", "conflicts", "compare", f"{STATS_OF}claims", f"{STATS_OF}conflicts")
_ABOUT = tuple(each for each in _CLAIMS if each != "compare")
_OFFICES = ("on --offices", f"{STATS_OF}offices")
_PEOPLE = ("who", f"{STATS_OF}people", f"{STATS_OF}organisations")
_PLACES = ("places", f"{STATS_OF}places")
_SOURCES = ("sources", f"{STATS_OF}sources")
_RELATIVE = ("timeline", "stats")
_COUNTS = tuple(
    each for each in (*_ALL, *_OFFICES, *_PEOPLE, *_PLACES, *_SOURCES) if each.startswith(STATS_OF)
)


class Filters(msgspec.Struct, frozen=True, kw_only=True):
    """Filters as typed, each short for a field of a query. A record has to pass all filters.

    A value that begins with `-` is left out. A record has to have all values of one filter, or any where it can have
    only one (Filter.either).
    """

    start: Annotated[
        str,
        Filter(
            "Only records from this date on, such as 1999, 1999-05, 'May 1999' or 1999-Q2.",
            Day(),
            _DATED,
            "DATE",
            "--from --since",
        ),
    ] = ""
    end: Annotated[
        str, Filter("Only records up to and including this date.", Day(), _DATED, "DATE", "--to --until")
    ] = ""
    after: Annotated[
        str,
        Filter("Only events from the end of this event on.", Named(("event",)), _RELATIVE, "EVENT"),
    ] = ""
    before: Annotated[
        str,
        Filter("Only events up to the beginning of this event.", Named(("event",)), _RELATIVE, "EVENT"),
    ] = ""
    during: Annotated[
        str,
        Filter("Only events while this event went on.", Named(("event",)), _RELATIVE, "EVENT"),
    ] = ""
    within: Annotated[
        str,
        Filter("With --after or --before: only so long, such as 7d, 2w or 3m.", Length(), _RELATIVE, "TIME"),
        Filter("Also include this long before and after, such as 3d or 2w.", Length(), ("on",), "TIME"),
    ] = ""
    person: Annotated[
        Several,
        Filter(
            "Only records involving this person (any spelling, or an id).",
            Party("person"),
            (*_ALL, *_OFFICES),
        ),
    ] = ()
    org: Annotated[
        Several,
        Filter(
            "Only records involving this organisation.",
            Party("organisation"),
            (*_ALL, *_OFFICES, *_PEOPLE),
        ),
    ] = ()
    party: Annotated[
        Several,
        Filter(
            "Only people who held an office for this party, and such offices.",
            NamedOrWord(("organisation",), ("party",)),
            ("search", "who", "who OFFICE", *_OFFICES, f"{STATS_OF}people", "export"),
        ),
    ] = ()
    country: Annotated[
        Several,
        Filter(
            "Only records involving this country.",
            Country(),
            (*_EVENTS, *_OFFICES, *_PEOPLE, "who OFFICE", *_PLACES),
        ),
    ] = ()
    place: Annotated[Several, Filter("Only records with this place.", Named(("place",)), _ALL)] = ()
    kind: Annotated[
        Several,
        Filter(
            "Only records of this kind, such as visit, figure, newspaper or claim.",
            Kind(),
            (*_ALL, "who", f"{STATS_OF}organisations", *_SOURCES),
            "KIND",
            either=True,
        ),
    ] = ()
    topic: Annotated[
        Several,
        Filter("Only records on this topic.", Word("topic"), _ALL, "TOPIC", listing="sinoru stats"),
    ] = ()
    tag: Annotated[
        Several,
        Filter("Only records with this tag.", Word("tag"), (*_ALL, *_PEOPLE, *_PLACES, *_SOURCES), "TAG"),
    ] = ()
    by: Annotated[
        Several,
        Filter(
            "Only claims of this speaker: who is named, or else the author or paper of the source.",
            Speaker(),
            ("search", "claims", "compare", f"{STATS_OF}claims"),
            either=True,
        ),
        Filter(
            "Only conflicts in which this speaker makes a claim or a statement.",
            Speaker(in_disputes=True),
            ("conflicts", f"{STATS_OF}conflicts"),
            either=True,
        ),
    ] = ()
    via: Annotated[
        Several,
        Filter(
            "Only claims that this person or organisation passed on.",
            Named(("person", "organisation", "source"), ("reported by",)),
            _CLAIMS,
            either=True,
        ),
    ] = ()
    about: Annotated[
        Several,
        Filter("Only claims about this record (a name or an id).", Named((), ("about",)), _ABOUT),
        Filter(
            "Only this record (a name or an id) and claims about it.", Named((), ("about",)), ("compare",)
        ),
    ] = ()
    source: Annotated[
        Several,
        Filter(
            "Only records that cite this source: its id, or words that fit no other.",
            Named(("source",), ("source",)),
            (*(each for each in _ALL if each != "compare"), *_PEOPLE, *_PLACES),
            "ID",
            listing="sinoru sources",
            either=True,
        ),
    ] = ()
    certainty: Annotated[
        Several,
        Filter(
            f"Only claims worded as {series(_CERTAINTIES)}.",
            Grade("certainty", _CERTAINTIES),
            _CLAIMS,
            "WORD",
            either=True,
        ),
    ] = ()
    verdict: Annotated[
        Several,
        Filter(
            f"Only claims judged {series(VERDICTS)}.",
            Grade("verdict", VERDICTS),
            ("search", "claims", "compare", f"{STATS_OF}claims"),
            "WORD",
            either=True,
        ),
        Filter(
            f"Only conflicts that are {series(CONFLICT_STATES)}; without it, those that are not reconciled.",
            Grade("verdict", CONFLICT_STATES),
            ("conflicts", f"{STATS_OF}conflicts"),
            "WORD",
            either=True,
        ),
    ] = ()
    query: Annotated[
        str,
        Filter(
            "Only records that match this query, as in a search.",
            Asked(),
            ("timeline", "on", "who", "who NAME", "links", "stats", *_COUNTS, "export"),
            "QUERY",
        ),
    ] = ""
    where: Annotated[
        Several,
        Filter(
            "Only records with this value in a field: a condition of a query, such as 'magnitude:>6'.",
            Asked(),
            (*_ALL, *_PEOPLE, *_PLACES[1:], *_SOURCES, *_OFFICES[1:]),
            "CONDITION",
        ),
    ] = ()
    limit: Annotated[
        int | None,
        Filter(
            "Show at most N results.",
            Number(),
            (*_ALL, *_OFFICES, *_PEOPLE, "who OFFICE", *_PLACES[1:], *_SOURCES, "sources ID"),
            "N",
        ),
    ] = None
    """None: no limit (a search returns 20)."""
    sort: Annotated[
        Sort,
        Filter(
            "Sort by date or -date (latest first), or by a number or date of the corpus's own.",
            Order(("date", "-date")),
            ("timeline", "claims"),
            "ORDER",
        ),
        Filter(
            "Sort by date or -date (latest first).",
            Order(("date", "-date"), own=False),
            ("on", "conflicts"),
            "ORDER",
        ),
        Filter(
            "Sort by date, -date (latest first), rank (best matches first), or a number or date of the corpus's own.",
            Order(("date", "-date", "rank")),
            ("search",),
            "ORDER",
        ),
    ] = ""
    """Empty: the default order of the listing."""


NO_FILTERS = Filters()
FILTERS: dict[str, tuple[Filter, ...]] = {
    name: Filters.__annotations__[name].__metadata__ for name in Filters.__struct_fields__
}
"""The declarations by the name of the filter, in the order in which people read them."""
DAYS = ("start", "end")
"""The filters that choose a time."""
RELATIVE = ("after", "before", "during", "within")
"""The filters that choose a time by an event."""
QUERY = "query"
"""The filter that is a query itself."""
WHERE = "where"
"""The filter whose values are conditions of a query, with fields that there are."""
NOT_FIELDS = ("limit", "sort", QUERY, WHERE, *RELATIVE)
"""The filters without a field in queries."""
UNNARROWED = ("limit", "sort")
"""The filters that choose how much of an answer is shown, and in which order."""


def _honoured() -> dict[str, tuple[str, ...]]:
    honoured: dict[str, tuple[str, ...]] = {}
    for name, declared in FILTERS.items():
        for question in dict.fromkeys(question for one in declared for question in one.questions):
            honoured[question] = (*honoured.get(question, ()), name)
    return honoured


HONOURED = _honoured()
"""The filters that can change the answer to each question. Others, which would be dropped, are refused."""


def declaration(name: str, questions: Iterable[str]) -> Filter | None:
    """Return the declaration of a filter for the first of these questions that honours it; None if none does."""
    return next((one for each in questions for one in FILTERS[name] if each in one.questions), None)


def questions_of(command: str) -> Sequence[str]:
    """Return the questions that a command answers: `who` answers `who NAME`, `who OFFICE` and `who`."""
    return [question for question in HONOURED if question.partition(" ")[0] == command]


def is_repeated(name: str) -> bool:
    """Return whether a filter takes several values, of which a record has to match one."""
    return isinstance(getattr(NO_FILTERS, name), tuple)


def option_of(name: str) -> str:
    """Return the option of a filter on the command line: `--from` of `start`."""
    names = FILTERS[name][0].option
    return names.partition(" ")[0] if names else f"--{name}"


ARGUMENTS = {option_of(name): name for name in FILTERS}
"""The filters by their options on the command line."""


def check_honoured(filters: Filters, question: str) -> None:
    """Raise NotHonoured for a filter, or an order, that this question cannot honour."""
    for name in given_filters(filters):
        if name not in HONOURED[question]:
            raise NotHonoured(option_of(name), question)
    order = declaration("sort", (question,)) if filters.sort else None
    if order and isinstance(order.value, Order) and filters.sort not in order.value.words:
        if filters.sort == "rank":
            why, advice = "nothing is ranked there", "Use date or -date."
            raise NotHonoured(f"--sort {filters.sort}", question, why, advice)
        if not order.value.own:
            raise WrongUsage(unknown("sort order", filters.sort, order.value.words))


def given_filters(filters: Filters) -> list[str]:
    """Return the names of the filters that are given."""
    return [name for name in FILTERS if getattr(filters, name)]


def as_arguments(filters: Filters) -> "Filtering":
    """Return the given filters as keyword arguments of the library."""
    return cast("Filtering", {name: getattr(filters, name) for name in given_filters(filters)})


FIELDS = {
    name.removeprefix("--"): filter_
    for filter_, (one, *_) in FILTERS.items()
    if filter_ not in NOT_FIELDS
    for name in (one.option or option_of(filter_)).split()
}
"""The filters by the names of their fields in a query: `start` by `from`."""
PARTS: dict[str, tuple[str, ...]] = {
    "office": ("title", "org", "for", "party", "country", "date", "began", "ended"),
    "participant": ("person", "org", "role", "as"),
}
"""The fields of parts of records, whose conditions are in brackets, with the names of these conditions."""
_HOLDERS = {"office": "people.offices", "participant": "events.participants"}
"""What declarations call these parts."""
LANGUAGE: dict[str, tuple[str, ...]] = {**dict.fromkeys((*FIELDS, "date", "id"), ()), **PARTS}
"""All fields of queries, with the conditions that their brackets may have."""
DAY = "day"
"""The field that a day typed among words becomes; it cannot be typed itself."""


def language_of(fields: Fields) -> Mapping[str, Collection[str]]:
    """Return the fields of queries in a corpus, registers last, with the conditions in their brackets."""
    own = fields.own()
    inside = {
        part: (*PARTS[part], *fields.own_by_name(HAVE_OWN[holder])) for part, holder in _HOLDERS.items()
    }
    named = {**LANGUAGE, **dict.fromkeys(names_of_own(own), ()), **inside}
    return named | {register: () for register in fields.registers if register not in named}


def names_of_own(own: Iterable[RecordField]) -> list[str]:
    """Return the names by which a query knows a corpus's own fields, present and former."""
    full = (name for one in own for name in (one.own, *former_names(one)))
    return list(dict.fromkeys(name for each in full for name in names_of(each)))


def numeric_names(fields: Fields) -> frozenset[str]:
    """Return the names of a corpus's own fields that are numbers, before which a minus is a part of the number."""
    return frozenset(names_of_own(one for one in fields.own() if one.holds == "number"))


def filter_of_field(field: str) -> str:
    """Return the filter that a field of a query is; empty for a field without one."""
    return FIELDS.get(field, "")


def thing_counted(name: str) -> str:
    """Return what one of those is called that are counted: `person` of `people`."""
    return RECORDS[name].KIND if name in RECORDS else name.removesuffix("s")


def query_of(filters: Filters) -> Node:
    """Return the query that the filters are short for, but for the days and a query among them."""
    return all_of(
        *(
            _condition(name, value)
            for name in narrowing(filters)
            if name not in (*DAYS, *NOT_FIELDS)
            for value in getattr(filters, name)
        )
    )


def _condition(name: str, value: str) -> Node:
    option = option_of(name)
    field = option.removeprefix("--")
    if is_excluded(value):
        return Not(Field(field, bare(value), option))
    return Field(field, value, option)


def is_excluded(value: str) -> bool:
    """Return whether a value of a filter is to be left out: `--person=-Yeltsin`."""
    return value.startswith("-") and len(value) > 1


def narrowing(filters: Filters) -> list[str]:
    """Return the names of the given filters that leave records out, whatever their number."""
    return [name for name in given_filters(filters) if name not in UNNARROWED]


def filters_in_words(filters: Filters, but: Collection[str] = ()) -> str:
    """Return the narrowing filters as options: `--place Beijing --kind visit or --kind talks`, some left out."""
    typed = []
    for name in narrowing(filters):
        if name not in but:
            value = getattr(filters, name)
            values = (value,) if isinstance(value, str) else value
            between = " or " if FILTERS[name][0].either else " "
            typed.append(between.join(_as_option(name, each) for each in values))
    return " ".join(typed)


def _as_option(name: str, value: str) -> str:
    return f"{option_of(name)}{'=' if is_excluded(value) else ' '}{shell_word(value)}"


def bare(value: str) -> str:
    """Return a value of a filter without the sign that excludes it."""
    return value[1:] if is_excluded(value) else value


class Days(msgspec.Struct, frozen=True):
    """A date (EDTF) and the days it covers."""

    text: str
    first: int
    last: int


def read_days(option: str, typed: str) -> Days:
    """Parse a date as typed. Raises WrongDate, also for a date without a first or a last day."""
    from sinoru.dates.edtf import DateError
    from sinoru.dates.written import parse_typed

    try:
        when = parse_typed(typed)
    except DateError as error:
        raise WrongDate(option, error.message(typed)) from None
    if when.earliest is None and when.latest is None:
        raise WrongDate(option, f"{quoted(typed)} has no year. Add one.")
    if when.latest is None:
        raise WrongDate(
            option, f"{quoted(typed)} has no last day. Use a date that has one, or list a timeline from it."
        )
    if when.earliest is None:
        raise WrongDate(
            option, f"{quoted(typed)} has no first day. Use a date that has one, or list a timeline up to it."
        )
    return Days(when.text, when.earliest, when.latest)
