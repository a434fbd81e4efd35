"""The lists to browse: the query of each, and how its entries look.

The search line has words, and filters such as `person:Yeltsin from:1999-05`. If a list is empty, a page in place of
the record reports why.
"""

import re
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from typing import Any, cast

import msgspec

from sinoru.corpus import Corpus, Filtering
from sinoru.messages import count, nothing_found, sentence
from sinoru.model.errors import GivenUp, SinoruError, WrongValue
from sinoru.model.records import Claim, Diagnostic, Source
from sinoru.query.analysis_answers import ConflictAnswer
from sinoru.query.answers import Reply, Search
from sinoru.query.filters import HONOURED
from sinoru.query.holdings import none_of
from sinoru.render.document import BLANK, INDENT, Document, Glyphs, Line, Span, line
from sinoru.render.full.conflicts import conflict_heading
from sinoru.render.parts import verdict_mark, verdict_word, when

_FILTER_FIELDS = {"from": "start", "to": "end"} | {
    name: name for name in "person org country place kind topic source by via about certainty verdict".split()
}
FILTERS = tuple(_FILTER_FIELDS)
"""Names that may precede a colon."""


MOST = 300
"""Entries of a list: the index may hold a million, but no one scrolls through more."""
_FAULTS_SHOWN = 8
"""Errors that are listed; `sinoru check` lists all."""

_QUESTIONS = {
    "Timeline": "timeline",
    "Search": "search",
    "People": "who",
    "Claims": "claims",
    "Conflicts": "conflicts",
    "Sources": "sources",
}
NARROWED_BY = {
    view: tuple(name for name in HONOURED[question] if name in _FILTER_FIELDS.values())
    for view, question in _QUESTIONS.items()
}
"""The filters that apply to each view: a person has no date, and no one takes part in a source."""

_BEGINNINGS = ("-",)
"""What may be the beginning of a word that is still being typed."""


class SearchRequest(msgspec.Struct, frozen=True):
    """The words and the filters of a search line."""

    words: str = ""
    filters: Mapping[str, Any] = msgspec.field(default_factory=dict)

    def filtering(self, *names: str) -> Filtering:
        """Return the filters as keyword arguments; with `names`, only those that the view has."""
        chosen = {name: value for name, value in self.filters.items() if not names or name in names}
        return cast("Filtering", chosen)

    def others_than(self, names: Collection[str]) -> list[str]:
        """Return the filters that are not among `names`, as they are typed."""
        return [
            f"{label}:"
            for label, name in _FILTER_FIELDS.items()
            if name in self.filters and name not in names
        ]


def parse_search(line: str) -> SearchRequest:
    """Parse a search line. Text before a colon that is not the name of a filter is part of a word."""
    words: list[str] = []
    filters: dict[str, Any] = {}
    for part in _split_words(line):
        name, colon, value = part.partition(":")
        if colon and value and name in _FILTER_FIELDS:
            field = _FILTER_FIELDS[name]
            value = value.replace('"', "")
            filters[field] = value if field in ("start", "end") else (*filters.get(field, ()), value)
        elif not (colon and name in _FILTER_FIELDS):
            words.append(part)
    while words and words[-1] in _BEGINNINGS:
        words.pop()
    return SearchRequest(" ".join(words), filters)


def _split_words(line: str) -> Sequence[str]:
    """Split at spaces outside quotes, which stay; while one is open, as during typing, quotes count as spaces."""
    if line.count('"') % 2:
        return line.replace('"', " ").split()
    return re.findall(r'(?:[^\s"]|"[^"]*")+', line)


class Entry(msgspec.Struct, frozen=True):
    """A line to choose; `id` is the record that it opens."""

    id: str
    label: Line
    conflict: ConflictAnswer | None = None
    """The conflict that the entry is about: the record may have several."""


class Listing(msgspec.Struct, frozen=True):
    """The entries of a view, and their number."""

    entries: tuple[Entry, ...] = ()
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


View = Callable[[Corpus, SearchRequest, Glyphs], Listing]


def timeline(corpus: Corpus, request: SearchRequest, glyphs: Glyphs) -> Listing:
    """List events in order of time."""
    if request.words:
        return _matches_by_date(corpus, request, glyphs)
    answer = corpus.timeline(**request.filtering(*NARROWED_BY["Timeline"]), limit=MOST)  # type: ignore[misc]
    entries = (_dated_entry(one.event.id, one.event.date, one.event.title, glyphs) for one in answer.events)
    return _make_listing(entries, answer.total, "event", *_readings(answer, glyphs))


def _matches_by_date(corpus: Corpus, request: SearchRequest, glyphs: Glyphs) -> Listing:
    filters = request.filtering(*NARROWED_BY["Timeline"])
    filters["kind"] = ("event", *filters.get("kind", ()))
    answer = corpus.search(request.words, **filters, sort="date", limit=MOST)  # type: ignore[misc]
    entries = (_dated_entry(hit.id, hit.date, hit.title, glyphs) for hit in answer.hits)
    notes = _readings(answer, glyphs)
    return _make_listing(entries, answer.total, "event", *notes, is_exact=answer.total_is_exact)


def search(corpus: Corpus, request: SearchRequest, glyphs: Glyphs) -> Listing:
    """List the matches of the words, the best first."""
    if not request.words:
        return Listing(status="type words after / to search")
    answer = corpus.search(request.words, **request.filtering(*NARROWED_BY["Search"]), limit=MOST)  # type: ignore[misc]
    entries = (
        _dated_entry(hit.id, hit.date, hit.title, glyphs, hit.kind, hit.verdict) for hit in answer.hits
    )
    notes = _readings(answer, glyphs)
    if not answer.is_ranked:
        notes.append("too many matches to rank")
    return _make_listing(entries, answer.total, "match", *notes, is_exact=answer.total_is_exact)


def people(corpus: Corpus, request: SearchRequest, glyphs: Glyphs) -> Listing:
    """List people and organisations by name."""
    filters = request.filtering(*NARROWED_BY["People"])
    if not request.words:
        filters["limit"] = MOST
    answer = corpus.everyone(**filters)
    word = _plain_words(request)
    listed = [one for one in answer.listed if word in one.name.casefold()]
    entries = (
        Entry(one.id, Line((Span(one.name, "name"), Span(f"  {one.office or one.country}", "faint"))))
        for one in listed[:MOST]
    )
    total = len(listed) if request.words else answer.total
    return _make_listing(entries, total, "name", *_readings(answer, glyphs))


def _plain_words(request: SearchRequest) -> str:
    """Return the words as a part of a name: without quotes, in lower case."""
    return request.words.replace('"', "").casefold()


def claims(corpus: Corpus, request: SearchRequest, glyphs: Glyphs) -> Listing:
    """List claims with their verdicts."""
    answer = corpus.claims(request.words, **request.filtering(*NARROWED_BY["Claims"]), limit=MOST)  # type: ignore[misc]
    entries = (_claim_entry(one.claim, glyphs) for one in answer.claims)
    return _make_listing(entries, answer.total, "claim", *_readings(answer, glyphs))


def conflicts(corpus: Corpus, request: SearchRequest, glyphs: Glyphs) -> Listing:
    """List conflicts, each with its subject and the field in dispute."""
    answer = corpus.conflicts(request.words, **request.filtering(), limit=MOST)  # type: ignore[misc]
    entries = (Entry(one.record, Line(tuple(conflict_heading(one, glyphs))), one) for one in answer.conflicts)
    notes = _readings(answer, glyphs)
    is_exact = answer.total_is_exact or len(answer.conflicts) < MOST
    return _make_listing(entries, answer.total, "conflict", *notes, is_exact=is_exact)


def sources(corpus: Corpus, request: SearchRequest, glyphs: Glyphs) -> Listing:
    """List the bibliography."""
    word, filters = _plain_words(request), request.filtering(*NARROWED_BY["Sources"])
    if not word:
        filters["limit"] = MOST
    answer = corpus.sources(**filters)
    found = [
        one
        for one in answer.sources
        if word in f"{one.source.id} {one.source.title} {' '.join(one.source.authors)}".casefold()
    ]
    entries = (_source_entry(one.source, glyphs) for one in found[:MOST])
    return _make_listing(entries, len(found) if word else answer.total, "source")


VIEWS: dict[str, View] = {
    "Timeline": timeline,
    "Search": search,
    "People": people,
    "Claims": claims,
    "Conflicts": conflicts,
    "Sources": sources,
}


_KINDS = {
    "Timeline": ("event",),
    "People": ("person", "organisation"),
    "Claims": ("claim",),
    "Sources": ("source",),
}
"""The kinds of record that a view lists."""


def first_view(corpus: Corpus) -> str:
    """Return the view to begin with: the first that lists anything, or the first of all."""
    held = corpus.records_by_kind
    return next((name for name, kinds in _KINDS.items() if any(kind in held for kind in kinds)), "Timeline")


def list_view(name: str, corpus: Corpus, request: SearchRequest, glyphs: Glyphs) -> Listing:
    """List the results of a request in a view, or report why it has none, as for an incomplete filter.

    Raise GivenUp if the query was given up.
    """
    try:
        listing = VIEWS[name](corpus, request, glyphs)
        instead = (
            none_of(_KINDS[name], corpus.records_by_kind) if not listing.entries and name in _KINDS else ""
        )
        faults = corpus.faults
    except WrongValue as error:
        error.name_as(error.option.lstrip("-"))
        return Listing(status=str(error), is_refused=True)
    except GivenUp:
        raise
    except SinoruError as error:
        return Listing(status=str(error), is_refused=True)
    notes = list(listing.notes)
    if idle := request.others_than(NARROWED_BY[name]):
        notes.append(f"{', '.join(idle)} {'does' if len(idle) == 1 else 'do'} not apply here")
    if faults:
        notes.append(f"{count(len(faults), 'error')}: sinoru check")
    return msgspec.structs.replace(listing, notes=tuple(notes), faults=faults, instead=instead)


def _dated_entry(id_: str, date: str, title: str, glyphs: Glyphs, kind: str = "", verdict: str = "") -> Entry:
    spans = [when(date, glyphs), Span("  ")] if date else []
    if verdict and verdict != "unverified":
        spans += (verdict_mark(verdict, glyphs), Span(" "))
    spans.append(Span(title))
    if kind:
        spans.append(Span(f" {glyphs.bullet} {kind}", "faint"))
    if verdict:
        spans += (Span(f" {glyphs.bullet} ", "faint"), verdict_word(verdict))
    return Entry(id_, Line(tuple(spans)))


def _claim_entry(claim: Claim, glyphs: Glyphs) -> Entry:
    verdict = claim.assessment.verdict if claim.assessment else ""
    return Entry(claim.id, Line((verdict_mark(verdict, glyphs), Span(f" {claim.text}"))))


def _source_entry(source: Source, glyphs: Glyphs) -> Entry:
    # The list is sorted by authors or publishers, so they come first.
    by = "; ".join(source.authors) or source.publisher or source.container
    spans = [Span(by, "name"), Span("  ")] if by else []
    spans.append(Span(source.title))
    if source.published:
        spans += (Span(f" {glyphs.bullet} ", "faint"), when(source.published, glyphs))
    return Entry(source.id, Line(tuple(spans)))


def _make_listing(
    entries: Iterable[Entry], total: int, thing: str, *notes: str, is_exact: bool = True
) -> Listing:
    listed = tuple(entries)
    things = f"{thing}es" if thing.endswith("h") else f"{thing}s"
    first = (f"the first {len(listed):,} are shown",) if len(listed) < total or not is_exact else ()
    status = f"{'' if is_exact else 'more than '}{count(total, thing, things)}"
    return Listing(listed, status, things, (*first, *notes))


def _readings(answer: Reply, glyphs: Glyphs) -> list[str]:
    """Return what was read as something else than was typed, as notes of the status line."""
    corrected = dict(answer.corrected) if isinstance(answer, Search) else {}
    return [
        f"showing results for {glyphs.quoted(one.read_as)}"
        if corrected.get(one.typed) == one.read_as
        else f"{glyphs.quoted(one.typed)} read as {one.read_as}"
        for one in answer.read_as
    ]


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
            Span("Press Escape in the list to clear the search line, or 1 to 6 for another list.", "faint")
        )
    if listing.faults:
        yield BLANK
        yield line(Span("Errors in the corpus", "heading"))
        for fault in listing.faults[:_FAULTS_SHOWN]:
            yield Line((Span(str(fault)),), (), INDENT)
        yield line(Span("sinoru check lists all of them, with their locations.", "faint"))
