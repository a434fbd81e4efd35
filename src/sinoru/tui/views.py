"""The lists to browse: what each asks, and how its rows look.

The search line has words, and filters such as `person:Yeltsin from:1999-05`. If a list is empty, a page in place of
the record reports why.
"""

import re
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from typing import Any, cast

import msgspec

from sinoru.corpus import Corpus, read_filters
from sinoru.dates.days import civil_of_day
from sinoru.dates.edtf import day_bounds
from sinoru.messages import count, nothing_found, sentence
from sinoru.model.errors import GivenUp, SinoruError, WrongDate, WrongValue
from sinoru.model.records import Diagnostic
from sinoru.query.answers import ClaimAnswer, OnDay
from sinoru.query.filtering import Filtering
from sinoru.query.filters import (
    FILTERS,
    HONOURED,
    LANGUAGE,
    NOT_FIELDS,
    is_repeated,
    option_of,
    read_days,
)
from sinoru.query.holdings import none_of
from sinoru.query.lists import Asked, Page
from sinoru.render.brief import mark_cell
from sinoru.render.document import BLANK, INDENT, UNICODE, Document, Glyphs, Line, Look, Span, line
from sinoru.render.listing import DISAGREE
from sinoru.render.on import LONGER, day_title, parts_of_day
from sinoru.render.parts import verdict_mark, words_of
from sinoru.text.query import Field, Not, all_of, conjuncts, in_words
from sinoru.text.syntax import QueryFault, parse_query
from sinoru.tui import rows
from sinoru.tui.rows import Entry

_FILTER_FIELDS = {option_of(name).removeprefix("--"): name for name in FILTERS if name not in NOT_FIELDS}
FILTER_NAMES = tuple(_FILTER_FIELDS)
"""Names that may precede a colon."""
FILTERS_OF_CLAIMS = tuple(
    f"{label}:" for label, name in _FILTER_FIELDS.items() if name not in HONOURED["timeline"]
)
"""The filters of what is said: events have no speaker."""


PAGE = 100
"""Rows that are read at once."""
_DAY_ROWS = 500
"""Rows of each section of a day."""
_SCREEN = 80
"""Any width: only in a pipe are dates complete, as no title is above them."""
_MONTH = 31
_FAULTS_SHOWN = 8
"""Errors that are listed; `sinoru check` lists all."""


class View(msgspec.Struct, frozen=True):
    """A list to browse."""

    what: str
    """What it asks for (query/lists.py)."""
    thing: str
    about: str
    """What it lists, for the command palette."""
    row: Callable[[Any, Glyphs], Entry]
    filters: tuple[str, ...]
    """The filters that apply to it: a person has no date, and no one takes part in a source."""
    kinds: tuple[str, ...] = ()
    """The kinds of record that it lists; empty if it lists several."""
    legend: str = ""
    """What appears at the right edge."""

    @property
    def things(self) -> str:
        """What it lists, in the plural."""
        return f"{self.thing}es" if self.thing.endswith("h") else f"{self.thing}s"


def _no_row(_answer: Any, _glyphs: Glyphs) -> Entry:
    raise NotImplementedError


VIEWS: dict[str, View] = {
    "Timeline": View(
        "timeline", "event", "events in order of time", rows.event_row, HONOURED["timeline"], ("event",)
    ),
    "Search": View("search", "match", "what has the words, the best first", rows.hit_row, HONOURED["search"]),
    "People": View(
        "people",
        "name",
        "people and organisations",
        rows.named_row,
        HONOURED["who"],
        ("person", "organisation"),
    ),
    "Claims": View(
        "claims", "claim", "claims, with their verdicts", rows.claim_row, HONOURED["claims"], ("claim",)
    ),
    "Conflicts": View(
        "conflicts", "conflict", "what sources disagree on", rows.conflict_row, HONOURED["conflicts"]
    ),
    "Sources": View(
        "sources",
        "source",
        "the bibliography",
        rows.source_row,
        HONOURED["sources"],
        ("source",),
        "right: records that cite it",
    ),
    "Places": View(
        "places", "place", "places", rows.named_row, HONOURED["places"], ("place",), "right: events there"
    ),
    "Day": View("on", "row", "a day: events, offices and claims", _no_row, HONOURED["on"]),
}

_TYPED_LAST = re.compile(rf"(?:^|(?<=\s))(?:-*(?:{'|'.join(LANGUAGE)}):|-+|OR|AND|NOT)$")
"""What may be the beginning of something that is still being typed."""


class SearchRequest(msgspec.Struct, frozen=True):
    """The words and the filters of a search line."""

    words: str = ""
    filters: Mapping[str, Any] = msgspec.field(default_factory=dict)

    def filtering(self, *names: str) -> Filtering:
        """Return the filters of these names as keyword arguments."""
        chosen = {name: value for name, value in self.filters.items() if name in names}
        return cast("Filtering", chosen)

    def others_than(self, names: Collection[str]) -> list[str]:
        """Return the filters that are not among `names`, as they are typed."""
        return [
            f"{label}:"
            for label, name in _FILTER_FIELDS.items()
            if name in self.filters and name not in names
        ]


def parse_search(line: str) -> SearchRequest:
    """Parse a search line: its fields that are filters, and the rest as a query; one still being typed is words."""
    typed = _TYPED_LAST.sub("", line.replace('"', " ") if line.count('"') % 2 else line)
    try:
        read = parse_query(typed, LANGUAGE)
    except QueryFault:
        return SearchRequest(typed.strip())
    if read.unknown:  # perhaps fields of the corpus's own, which only the search itself knows
        return SearchRequest(" ".join(typed.split()))
    query = read.query
    filters: dict[str, Any] = {}
    rest: list[Any] = []
    for item in conjuncts(query):
        field = item.item if isinstance(item, Not) else item
        name = _FILTER_FIELDS.get(field.name, "") if isinstance(field, Field) else ""
        if not name or (not is_repeated(name) and (field is not item or name in filters)):
            rest.append(item)
            continue
        value = field.value if field is item else f"-{field.value}"
        filters[name] = (*filters.get(name, ()), value) if is_repeated(name) else value
    words = in_words(all_of(*rest)) if filters else " ".join(typed.split())
    return SearchRequest(words, filters)


class Listing(msgspec.Struct, frozen=True):
    """A list, of which only a part is read."""

    entries: tuple[Entry, ...] = ()
    """The rows that are read."""
    skipped: int = 0
    """The number of rows before them."""
    total: int = 0
    is_exact: bool = True
    """False: there are more than `total`."""
    position: int | None = None
    """The row to highlight; None: the record to open is in no row."""
    asked: Asked | None = None
    """What further rows are asked with; None: all are here."""
    status: str = ""
    """The total, as "3 events"; or why nothing is listed."""
    things: str = ""
    """What the view lists, in the plural; empty if it was not queried."""
    notes: tuple[str, ...] = ()
    faults: tuple[Diagnostic, ...] = ()
    """Errors in the corpus."""
    is_refused: bool = False
    """Whether the query cannot be answered, as while a filter is being typed."""
    instead: str = ""
    """What the corpus has, where it has nothing that the view lists."""

    @property
    def rows(self) -> int:
        """The number of rows; one more than are known where there are more."""
        return self.total if self.is_exact else self.total + 1

    def with_total(self, total: int, *, is_exact: bool) -> "Listing":
        """Return the listing with the number of records that is known now."""
        total = total if is_exact else max(total, self.total)
        status = self.status
        if self.asked and self.asked.what in _COUNTED_LATE:
            things = self.things
            status = _total_of(total, things.removesuffix("s"), things, is_exact=is_exact)
        return msgspec.structs.replace(self, total=total, is_exact=is_exact, status=status)


_COUNTED_LATE = ("conflicts",)
"""What is counted only as far as it was read."""


def _total_of(total: int, thing: str, things: str, *, is_exact: bool) -> str:
    return f"{'' if is_exact else 'more than '}{count(total, thing, things)}"


class ListRequest(msgspec.Struct, frozen=True):
    """The list that is to be shown, and which row of it."""

    view: str
    search: SearchRequest
    opened: str = ""
    """The id of the record to highlight."""
    from_day: str = ""
    """The date from which on the first event is to be highlighted."""
    day: str = ""
    """The date whose events, offices and claims the view `Day` shows."""


def asked_for(request: ListRequest) -> Asked:
    """Return the question of a list. Raises WrongValue for a filter with an invalid value."""
    view = VIEWS[request.view]
    filters = read_filters(request.search.filtering(*view.filters))
    return Asked(view.what, request.search.words, filters)


def numbers_listed(corpus: Corpus, request: ListRequest) -> Sequence[int]:
    """Return the numbers of all records of a list. Raises SinoruError."""
    if request.view != "Day":
        return corpus.numbers(asked_for(request))
    return corpus.numbers_on(_date_of(request), **request.search.filtering(*VIEWS["Day"].filters))


def check_day(typed: str) -> None:
    """Raise WrongDate for text that is not a date, or has no first and last day."""
    read_days("DATE", typed)


def first_view(corpus: Corpus) -> str:
    """Return the view to begin with: the first that lists anything, or the first of all."""
    held = corpus.records_by_kind
    views = (name for name, view in VIEWS.items() if any(kind in held for kind in view.kinds))
    return next(views, "Timeline")


def find_listing(corpus: Corpus, request: ListRequest, glyphs: Glyphs = UNICODE) -> Listing:
    """List the results of a request in a view, or report why it has none, as for an incomplete filter.

    Raise GivenUp if the query was given up.
    """
    view = VIEWS[request.view]
    try:
        listing = _day(corpus, request, glyphs) if request.view == "Day" else _paged(corpus, request, glyphs)
        instead = none_of(view.kinds, corpus.records_by_kind) if not listing.total and view.kinds else ""
        faults = corpus.faults
    except WrongValue as error:
        error.name_as(error.option.lstrip("-"))
        return Listing(status=str(error), is_refused=True)
    except GivenUp:
        raise
    except SinoruError as error:
        return Listing(status=str(error), is_refused=True)
    notes = list(listing.notes)
    if idle := request.search.others_than(view.filters):
        notes.append(f"{', '.join(idle)} {'does' if len(idle) == 1 else 'do'} not apply here")
    if faults:
        notes.append(f"{count(len(faults), 'error')}: sinoru check")
    return msgspec.structs.replace(listing, notes=tuple(notes), faults=faults, instead=instead)


def _paged(corpus: Corpus, request: ListRequest, glyphs: Glyphs) -> Listing:
    view = VIEWS[request.view]
    if request.view == "Search" and not request.search.words:
        return Listing(status="type words after / to search")
    asked = asked_for(request)
    position: int | None = 0
    page = corpus.page(asked, 0, PAGE)
    if request.from_day and page.total:
        found = corpus.position(asked, day=request.from_day)
        position = min(found or 0, page.total - 1)
    elif request.opened:
        position = _position_in(page, request.opened, view, glyphs)
        if position is None and page.total > len(page.rows):
            position = corpus.position(asked, id_=request.opened)
    if position and position >= PAGE:
        skipped = position - position % PAGE
        page = corpus.page(asked, skipped, PAGE)
    entries = rows_of(page, request.view, glyphs)
    return Listing(
        entries,
        page.skipped,
        page.total,
        page.total_is_exact,
        position if page.total else None,
        asked,
        _total_of(page.total, view.thing, view.things, is_exact=page.total_is_exact),
        view.things,
        tuple(_notes(page, view, entries, request, glyphs)),
    )


def _position_in(page: Page, opened: str, view: View, glyphs: Glyphs) -> int | None:
    ids = (view.row(answer, glyphs).id for answer in page.rows)
    return next((at for at, id_ in enumerate(ids) if id_ == opened), None)


def find_rows(corpus: Corpus, asked: Asked, view: str, skip: int) -> tuple[Page, tuple[Entry, ...]]:
    """Return further rows of a list, as an answer and as rows. Raises SinoruError."""
    page = corpus.page(asked, skip, PAGE)
    return page, rows_of(page, view, UNICODE)


def rows_of(page: Page, view: str, glyphs: Glyphs) -> tuple[Entry, ...]:
    """Return the answers of a page as rows."""
    return tuple(rows.marked_row(VIEWS[view].row(answer, glyphs), page.marks) for answer in page.rows)


def _notes(
    page: Page, view: View, entries: Sequence[Entry], request: ListRequest, glyphs: Glyphs
) -> Iterator[str]:
    """Yield what the line below the list says of it: the marks that occur, and what was read as something else."""
    if view.what == "timeline" and any(entry.tail for entry in entries):
        yield f"{glyphs.differs} {DISAGREE}"
    if view.what == "conflicts" and any(entry.tail for entry in entries):
        yield f"{glyphs.unverified} open, others settled"
    if view.what == "claims":
        yield from _verdict_notes(page.rows, glyphs)
    if view.legend and entries:
        yield view.legend
    if page.guess:
        from sinoru.names.spelling import rule_in_words

        yield f"no name {glyphs.quoted(request.search.words)}; a guess: {rule_in_words(page.guess)}"
    if page.relaxed:
        yield "no record has all words; these have some"
    yield from _readings(page, glyphs)
    if not page.is_ranked and view.what == "search":
        yield "too many matches to rank"


def _readings(page: Page, glyphs: Glyphs) -> list[str]:
    """Return what was read as something else than was typed, as notes of the status line."""
    corrected = dict(page.corrected)
    return [
        f"showing results for {glyphs.quoted(one.read_as)}"
        if corrected.get(one.typed) == one.read_as
        else f"{glyphs.quoted(one.typed)} read as {one.read_as}"
        for one in page.read_as
    ]


def _day(corpus: Corpus, request: ListRequest, glyphs: Glyphs) -> Listing:
    """List what a day has: itself, its events, those under way, the claims about it and the offices held."""
    date = _date_of(request)
    if not date:
        return Listing(status="press g to choose a day")
    answer: OnDay = corpus.on(date, **request.search.filtering(*VIEWS["Day"].filters), limit=_DAY_ROWS)  # type: ignore[misc, assignment]
    entries = tuple(rows.marked_row(entry, answer.marks) for entry in _day_rows(answer, glyphs))
    position = next((at for at, entry in enumerate(entries) if entry.id and entry.id == request.opened), 0)
    is_idle = request.search.words not in ("", date)
    return Listing(
        entries,
        0,
        len(entries),
        position=position,
        status=words_of(answer.date, glyphs),
        things="rows",
        notes=(
            *(("words do not apply here: type a date",) if is_idle else ()),
            *_day_notes(answer, entries, glyphs),
        ),
    )


def _date_of(request: ListRequest) -> str:
    """Return the date typed in the search line, or else the day chosen. Raises WrongDate for words without either."""
    if not request.search.words:
        return request.day
    try:
        check_day(request.search.words)
    except WrongDate:
        if request.day:
            return request.day
        raise
    return request.search.words


def _day_rows(answer: OnDay, glyphs: Glyphs) -> Iterator[Entry]:
    """Yield the rows of a day in the sections of `sinoru on`: what is dated to it first."""
    look = Look(glyphs, _SCREEN)
    parts = parts_of_day(answer, _DAY_ROWS)
    yield Entry("", (Span(f"{day_title(answer, look)}: overview", "title"),), day=answer)
    happened = [rows.happened_row(answer, one, look) for one in parts.happened]
    under_way, longer = (
        [rows.dated_row(answer, one, look) for one in each] for each in (parts.under_way, parts.longer)
    )
    sections = (
        ("Happened", happened, parts.happened_total),
        ("Under way", under_way, parts.under_way_total),
        (LONGER, longer, len(longer)),
        ("Claims", [rows.claim_row(one, glyphs) for one in answer.claims], answer.claims_total),
        ("In office", [rows.office_row(one, glyphs) for one in answer.offices], answer.offices_total),
    )
    for heading, listed, total in sections:
        if listed:
            shown = f"{len(listed):,} of {total:,}" if len(listed) < total else f"{total:,}"
            yield rows.heading_row(f"{heading} ({shown})")
            yield from listed


def _day_notes(answer: OnDay, entries: Sequence[Entry], glyphs: Glyphs) -> Iterator[str]:
    """Yield what the marks of a day mean, as far as they occur."""
    differs = mark_cell(Look(glyphs, _SCREEN), is_disputed=True)
    if any(entry.tail == differs for entry in entries):
        yield f"{glyphs.differs} {DISAGREE}"
    yield from _verdict_notes(answer.claims, glyphs)


def _verdict_notes(claims: Iterable[ClaimAnswer], glyphs: Glyphs) -> Iterator[str]:
    verdicts = dict.fromkeys(one.verdict for one in claims)
    return (f"{verdict_mark(one, glyphs).text} {one}" for one in verdicts if one not in ("", "unverified"))


def day_of(corpus: Corpus, id_: str) -> str:
    """Return the date of a record, or its first day where that is a longer time; empty without one."""
    date = corpus.date_of(id_) if id_ else ""
    first, last = day_bounds(date)
    if first is None:
        return ""
    if last is not None and last - first < _MONTH:
        return date
    year, month, day = civil_of_day(first)
    return f"{year:04}-{month:02}-{day:02}"


def nothing_page(listing: Listing, request: str) -> Document:
    """Show why a list is empty: a complete message, or the request that found nothing; then errors in the corpus."""
    if listing.is_refused:
        yield line(listing.status)
    elif not listing.things:
        yield line(sentence(listing.status))
    elif listing.instead:
        yield line(listing.instead)
    elif request.strip():
        verb = "for" if listing.things == "matches" else "match"
        yield line(f"No {listing.things} {verb} ", Span(request.strip(), "match"))
    else:
        yield line(nothing_found(listing.things))
    if request.strip():
        yield BLANK
        yield line(
            Span("Press Escape in the list to clear the search line, or 1 to 8 for another list.", "faint")
        )
    if listing.faults:
        yield BLANK
        yield line(Span("Errors in the corpus", "heading"))
        for fault in listing.faults[:_FAULTS_SHOWN]:
            yield Line((Span(str(fault)),), (), INDENT)
        yield line(Span("sinoru check lists all of them, with their locations.", "faint"))
