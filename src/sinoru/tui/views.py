"""What is typed into the search line: words, and filters as `person:Yeltsin from:1999-05`.

The lists to browse: what each asks, and how an entry of it looks.

What stands in place of a record: where nothing is listed, why, and what one can do.
"""

import shlex
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from typing import Any, cast

import msgspec

from sinoru.corpus import Corpus, Filtering
from sinoru.model.errors import GivenUp, SinoruError, WrongValue
from sinoru.model.records import Diagnostic, Source
from sinoru.query.analyses import ConflictAnswer
from sinoru.render.conflicts import conflict_heading
from sinoru.render.document import BLANK, INDENT, Document, Glyphs, Line, Span, line
from sinoru.render.parts import verdict_mark, verdict_word, when

_NAMES = {"from": "start", "to": "end"} | {
    name: name for name in "person org country place kind topic source by about certainty verdict".split()
}
FILTERS = tuple(_NAMES)
"""Names that may stand before a colon."""


class SearchRequest(msgspec.Struct, frozen=True):
    """The words and the filters of a search line."""

    words: str = ""
    filters: Mapping[str, Any] = msgspec.field(default_factory=dict)

    def filtering(self, *names: str) -> Filtering:
        """Return the filters as keyword arguments; `names`: only those, as a view has no others."""
        chosen = {name: value for name, value in self.filters.items() if not names or name in names}
        return cast("Filtering", chosen)

    def others_than(self, names: Collection[str]) -> list[str]:
        """Return the filters that are none of these, as they are typed."""
        return [f"{label}:" for label, name in _NAMES.items() if name in self.filters and name not in names]


def parse_search(line: str) -> SearchRequest:
    """Read a search line. A word with a colon whose name is no filter is a word."""
    words: list[str] = []
    filters: dict[str, Any] = {}
    for part in _parts(line):
        name, colon, value = part.partition(":")
        if colon and value and name in _NAMES:
            _add(filters, _NAMES[name], value)
        elif not (colon and name in _NAMES):
            words.append(f'"{part}"' if " " in part else part)
    return SearchRequest(" ".join(words), filters)


def _add(filters: dict[str, Any], name: str, value: str) -> None:
    if name in ("start", "end"):
        filters[name] = value
    else:
        filters[name] = (*filters.get(name, ()), value)


def _parts(line: str) -> Sequence[str]:
    """Split at spaces outside quotes; a quote that is still open, as while typing, is a letter."""
    lexer = shlex.shlex(line, posix=True, punctuation_chars=False)
    lexer.whitespace_split, lexer.commenters, lexer.escape, lexer.quotes = True, "", "", '"'
    try:
        return list(lexer)
    except ValueError:
        return line.replace('"', " ").split()


MOST = 300
"""Entries of a list: the index may hold a million, and nobody scrolls through more."""


class Entry(msgspec.Struct, frozen=True):
    """A line to choose; `id` is the record that it opens."""

    id: str
    label: Line
    conflict: ConflictAnswer | None = None
    """The conflict it stands for: the record may have several."""


class Listing(msgspec.Struct, frozen=True):
    """What a view lists, and how much there is."""

    entries: tuple[Entry, ...] = ()
    told: str = ""
    """How many there are, as "3 events"; or why nothing is listed."""
    notes: tuple[str, ...] = ()
    faults: tuple[Diagnostic, ...] = ()
    """Of the corpus."""
    is_refused: bool = False
    """What was asked for cannot be answered, as while a filter is being typed."""


View = Callable[[Corpus, SearchRequest, Glyphs], Listing]


def timeline(corpus: Corpus, wanted: SearchRequest, glyphs: Glyphs) -> Listing:
    """List events in order of time."""
    if wanted.words:
        return _timeline_of_matches(corpus, wanted, glyphs)
    answer = corpus.timeline(**wanted.filtering(*_GENERAL), limit=MOST)  # type: ignore[misc]
    entries = (_dated(one.event.id, one.event.date, one.event.title, glyphs) for one in answer.events)
    return _listing(entries, answer.total, "event")


def _timeline_of_matches(corpus: Corpus, wanted: SearchRequest, glyphs: Glyphs) -> Listing:
    filters = wanted.filtering(*_GENERAL)
    filters["kind"] = ("event", *filters.get("kind", ()))
    answer = corpus.search(wanted.words, **filters, sort="date", limit=MOST)  # type: ignore[misc]
    entries = (_dated(hit.id, hit.date, hit.title, glyphs) for hit in answer.hits)
    return _listing(entries, answer.total, "event", is_exact=answer.total_is_exact)


def search(corpus: Corpus, wanted: SearchRequest, glyphs: Glyphs) -> Listing:
    """List what has the words, the best first."""
    if not wanted.words:
        return Listing(told="type words after /")
    answer = corpus.search(wanted.words, **wanted.filtering(*_GENERAL), limit=MOST)  # type: ignore[misc]
    entries = (_dated(hit.id, hit.date, hit.title, glyphs, hit.kind, hit.verdict) for hit in answer.hits)
    notes = [f"searched for {glyphs.quoted(new)}" for _, new in answer.corrected]
    if not answer.is_ranked:
        notes.append("too many to rank")
    return _listing(entries, answer.total, "match", *notes, is_exact=answer.total_is_exact)


def people(corpus: Corpus, wanted: SearchRequest, glyphs: Glyphs) -> Listing:  # noqa: ARG001  as all views
    """List people and organisations by name."""
    filters = wanted.filtering(*NARROWED_BY["People"])
    if not wanted.words:
        filters["limit"] = MOST
    answer = corpus.everyone(**filters)
    listed = [one for one in answer.listed if wanted.words.casefold() in one.name.casefold()]
    entries = (
        Entry(one.id, Line((Span(one.name, "name"), Span(f"  {one.office or one.country}", "faint"))))
        for one in listed[:MOST]
    )
    return _listing(entries, len(listed) if wanted.words else answer.total, "name")


def claims(corpus: Corpus, wanted: SearchRequest, glyphs: Glyphs) -> Listing:
    """List claims with their verdicts."""
    answer = corpus.claims(wanted.words, **wanted.filtering(), limit=MOST)  # type: ignore[misc]
    entries = (
        Entry(
            one.claim.id,
            Line((verdict_mark(_verdict(one.claim.assessment), glyphs), Span(f" {one.claim.text}"))),
        )
        for one in answer.claims
    )
    return _listing(entries, answer.total, "claim")


def conflicts(corpus: Corpus, wanted: SearchRequest, glyphs: Glyphs) -> Listing:
    """List what cannot all be true."""
    answer = corpus.conflicts(wanted.words, **wanted.filtering(), limit=MOST)  # type: ignore[misc]
    entries = (Entry(one.record, Line(tuple(conflict_heading(one, glyphs))), one) for one in answer.conflicts)
    return _listing(entries, answer.total, "conflict", is_exact=answer.total_is_exact)


def sources(corpus: Corpus, wanted: SearchRequest, glyphs: Glyphs) -> Listing:
    """List the bibliography."""
    word, filters = wanted.words.casefold(), wanted.filtering(*NARROWED_BY["Sources"])
    if not word:
        filters["limit"] = MOST
    answer = corpus.sources(**filters)
    found = [
        one
        for one in answer.sources
        if word in f"{one.source.id} {one.source.title} {' '.join(one.source.authors)}".casefold()
    ]
    entries = (_source(one.source, glyphs) for one in found[:MOST])
    return _listing(entries, len(found) if word else answer.total, "source")


VIEWS: dict[str, View] = {
    "Timeline": timeline,
    "Search": search,
    "People": people,
    "Claims": claims,
    "Conflicts": conflicts,
    "Sources": sources,
}


def list_view(name: str, corpus: Corpus, wanted: SearchRequest, glyphs: Glyphs) -> Listing:
    """List what is wanted in a view, or say why nothing is: a filter that is half typed names nothing.

    Raises GivenUp.
    """
    try:
        listing = VIEWS[name](corpus, wanted, glyphs)
        faults = corpus.faults
    except WrongValue as error:
        return Listing(told=f"{error.option.lstrip('-')}: {error.why}", is_refused=True)
    except GivenUp:
        raise
    except SinoruError as error:
        return Listing(told=str(error), is_refused=True)
    notes = list(listing.notes)
    if idle := wanted.others_than(NARROWED_BY[name]):
        notes.append(f"{', '.join(idle)} {'does' if len(idle) == 1 else 'do'} not narrow them")
    if faults:
        notes.append(f"{len(faults):,} fault{'s' * (len(faults) != 1)}: sinoru check")
    return msgspec.structs.replace(listing, notes=tuple(notes), faults=faults)


_GENERAL = ("start", "end", "person", "org", "country", "place", "kind", "topic", "source")
_UNDATED = ("org", "country", "kind", "topic", "source")
NARROWED_BY = {
    "Timeline": _GENERAL,
    "Search": _GENERAL,
    "People": _UNDATED,
    "Claims": (*_GENERAL, "by", "about", "certainty", "verdict"),
    "Conflicts": (*_GENERAL, "by", "about", "certainty", "verdict"),
    "Sources": ("start", "end", "kind", "topic"),
}
"""The filters that mean something for each view: nobody is from a date, or took part in a source."""


def _verdict(assessment: object) -> str:
    return getattr(assessment, "verdict", "")


def _dated(id_: str, date: str, title: str, glyphs: Glyphs, kind: str = "", verdict: str = "") -> Entry:
    spans = [when(date, glyphs), Span("  ")] if date else []
    spans.append(Span(title))
    if kind:
        spans.append(Span(f" {glyphs.bullet} {kind}", "faint"))
    if verdict:
        spans += (Span(" "), verdict_mark(verdict, glyphs), Span(" "), verdict_word(verdict))
    return Entry(id_, Line(tuple(spans)))


def _source(source: Source, glyphs: Glyphs) -> Entry:
    # The list is in order of authors or publishers: they come first.
    by = "; ".join(source.authors) or source.publisher or source.container
    spans = [Span(by, "name"), Span("  ")] if by else []
    spans.append(Span(source.title))
    if source.published:
        spans += (Span(f" {glyphs.bullet} ", "faint"), when(source.published, glyphs))
    return Entry(source.id, Line(tuple(spans)))


def _listing(entries: Iterable[Entry], total: int, thing: str, *notes: str, is_exact: bool = True) -> Listing:
    listed = tuple(entries)
    things = thing if total == 1 else f"{thing}es" if thing.endswith("h") else f"{thing}s"
    first = (f"the first {len(listed):,} are listed",) if len(listed) < total or not is_exact else ()
    return Listing(listed, f"{'' if is_exact else 'more than '}{total:,} {things}", (*first, *notes))


_TOLD = 8
"""Faults that are named; `sinoru check` names all."""


def nothing_page(listing: Listing, wanted: str) -> Document:
    """Say why a list is empty: the whole of a message, or what was asked for; and what is wrong with the corpus."""
    if listing.is_refused:
        yield line(listing.told)
    elif wanted.strip():
        yield line(f"{listing.told[:1].upper()}{listing.told[1:]} for ", Span(wanted.strip(), "match"))
    else:
        yield line(f"{listing.told[:1].upper()}{listing.told[1:]}.")
    if wanted.strip():
        yield BLANK
        yield line(Span("Escape in the list empties the search line; 1 to 6 look in another list.", "faint"))
    if listing.faults:
        yield BLANK
        yield line(Span("Faults of the corpus", "heading"))
        for fault in listing.faults[:_TOLD]:
            yield Line((Span(str(fault)),), (), INDENT)
        yield line(Span("sinoru check names all, with the places.", "faint"))
