"""What the facts of a record rest on, as citations: a source, and where in it."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from typing import Any, TypeVar

import msgspec

from sinoru.index.database import placeholders
from sinoru.index.fields import all_evidence
from sinoru.index.index import Index, read_body
from sinoru.model.errors import UnknownId
from sinoru.model.records import Evidence, Record, Source
from sinoru.query.analyses import Meeting
from sinoru.query.answers import Answer, Hit, Reference
from sinoru.query.assemble import by_ids
from sinoru.query.show import nearest_ids

T = TypeVar("T")
_BATCH = 500
"""Sources whose authors are looked up at a time."""


class Citation(Answer, frozen=True):
    """A source that facts rest on."""

    source: Source
    at: tuple[str, ...] = ()
    """The locators of the facts, in the order of the source's sections."""
    is_whole: bool = False
    """The source is cited for itself, not for a fact in it."""
    family_first: frozenset[str] = frozenset()
    """Those of its authors, as written, whose family name comes first in speech, too."""


class Citations(Answer, frozen=True):
    """The sources that some records rest on, by author, then date."""

    citations: tuple[Citation, ...]
    unsourced: tuple[str, ...] = ()
    """Ids of records without any evidence."""
    missing: tuple[str, ...] = ()
    """Ids of sources that evidence names and the corpus does not have."""


def ask_cite(index: Index, ids: Sequence[str]) -> Citations:
    """Return what the records with these ids rest on; a source is cited itself. Raises UnknownId."""
    places = {wanted: list(_places_in(_record(index, wanted))) for wanted in dict.fromkeys(ids)}
    found = _cite(index, (place for cited in places.values() for place in cited))
    return msgspec.structs.replace(found, unsourced=tuple(id_ for id_, cited in places.items() if not cited))


def cite_shown(index: Index, answer: Any) -> Citations:
    """Return what all facts of an answer rest on, and the sources that it shows."""
    events = by_ids(index, "event", (one.id for one in _all_in(answer, Meeting)))
    return _cite(index, (*_places_in(answer), *_places_in(events)))


def cite_whole(index: Index, sources: Iterable[Source]) -> Iterator[Citation]:
    """Yield each source as cited for itself, in the order given, some at a time."""
    rest = iter(sources)
    while some := list(islice(rest, _BATCH)):
        family_first = _family_first(index, some)
        for source in some:
            yield Citation(
                source=source, is_whole=True, family_first=family_first & frozenset(source.authors)
            )


Place = tuple[str, str | None]
"""A source's id and a locator, which is empty where the fact has none; None: the source is cited itself."""


def _places_in(shown: Any) -> Iterator[Place]:
    """Yield all that is cited in a record or an answer, however deep."""
    if isinstance(shown, Evidence):
        yield shown.source, shown.at
    elif isinstance(shown, Source) or (isinstance(shown, (Hit, Reference)) and shown.kind == "source"):
        yield shown.id, None
    elif isinstance(shown, Record):
        yield from ((one.source, one.at) for one in all_evidence(shown))
    else:
        for one in _parts_of(shown):
            yield from _places_in(one)


def _all_in(shown: Any, wanted: type[T]) -> Iterator[T]:
    """Yield all values of a type in an answer, however deep."""
    if isinstance(shown, wanted):
        yield shown
        return
    for one in _parts_of(shown):
        yield from _all_in(one, wanted)


def _parts_of(shown: Any) -> Iterable[Any]:
    if isinstance(shown, msgspec.Struct):
        return (getattr(shown, name) for name in shown.__struct_fields__)
    return shown if isinstance(shown, (tuple, list)) else ()


def _cite(index: Index, places: Iterable[Place]) -> Citations:
    cited: dict[str, list[str | None]] = {}
    for id_, at in places:
        cited.setdefault(id_, []).append(at)
    sources = [one for one in by_ids(index, "source", cited) if isinstance(one, Source)]
    family_first = _family_first(index, sources)
    citations = [
        Citation(
            source=source,
            at=_in_order(source, filter(None, cited[source.id])),
            is_whole=set(cited[source.id]) == {None},
            family_first=family_first & frozenset(source.authors),
        )
        for source in sources
    ]
    missing = cited.keys() - {source.id for source in sources}
    return Citations(citations=tuple(sorted(citations, key=_by_author)), missing=tuple(sorted(missing)))


def _record(index: Index, wanted: str) -> Record:
    row = next(
        index.rows("SELECT kind, body FROM record WHERE id = ? ORDER BY file, line LIMIT 1", (wanted,)), None
    )
    if row is None:
        raise UnknownId(wanted, nearest_ids(index, wanted))
    return read_body(*row)


def _in_order(source: Source, locators: Iterable[str]) -> tuple[str, ...]:
    """Return the locators once each: section by section, within one as its entries or paragraphs stand."""
    sections = {section.title: place for place, section in enumerate(source.sections)}

    def place_of(at: str) -> tuple[int, int]:
        title, _, rest = at.partition(", ")
        place = sections.get(title, len(sections))
        entries = source.sections[place].entries if title in sections else ()
        if rest in entries:
            return place, entries.index(rest)
        return place, int(rest) if rest.isdecimal() and len(rest) < 9 else 0  # noqa: PLR2004  no source is longer

    return tuple(sorted(dict.fromkeys(locators), key=place_of))


def _family_first(index: Index, sources: Iterable[Source]) -> frozenset[str]:
    """Find the authors whom the corpus knows as persons with the family name first: `Yu, Bin` is `Yu Bin`."""
    from sinoru.names.folding import fold

    spoken = {
        author.replace(", ", " "): author for source in sources for author in source.authors if "," in author
    }
    query = (
        "SELECT r.title FROM name n JOIN record r ON r.number = n.record"
        f" WHERE r.kind = 'person' AND n.key IN ({placeholders(spoken)})"
    )
    found = index.rows(query, [f"={fold(name)}" for name in spoken])
    return frozenset(spoken[title] for (title,) in found if title in spoken)


def _by_author(citation: Citation) -> tuple[str, str, str]:
    source = citation.source
    author = source.authors[0] if source.authors else source.title.strip("\"'«“")
    return author.casefold(), source.published, source.title
