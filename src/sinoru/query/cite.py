"""`sinoru cite`: the sources that records and answers cite, each with its locators."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from typing import Any, TypeVar

import msgspec

from sinoru.index.database import placeholders
from sinoru.index.fields import all_evidence
from sinoru.index.index import Index, read_body
from sinoru.model.errors import UnknownId
from sinoru.model.records import Evidence, Record, Source
from sinoru.query.analysis_answers import Meeting
from sinoru.query.answers import Answer, Hit, Reference
from sinoru.query.assemble import by_ids
from sinoru.query.show import nearest_ids

T = TypeVar("T")
CitedPassage = tuple[str, str | None]
"""A source's id and a locator, which is empty where the fact has none; None: the source itself is cited."""
_BATCH = 500
"""Sources whose authors are looked up in one query."""


class Citation(Answer, frozen=True):
    """A cited source."""

    source: Source
    at: tuple[str, ...] = ()
    """The locators of the facts, in the order of the source's sections."""
    is_whole: bool = False
    """The source itself is cited, not a fact in it."""
    family_first: frozenset[str] = frozenset()
    """Those of its authors, as written, whose family name comes first in speech as well (`Yu Bin`)."""


class Citations(Answer, frozen=True):
    """The sources that some records cite, by author, then date."""

    citations: tuple[Citation, ...]
    unsourced: tuple[str, ...] = ()
    """Ids of records without any evidence."""
    missing: tuple[str, ...] = ()
    """Ids of sources that are cited but missing from the corpus."""


def ask_cite(index: Index, ids: Sequence[str]) -> Citations:
    """Return what the records with these ids cite; a source among them is cited itself. Raises UnknownId."""
    by_id = {id_: list(_cited_in(_record(index, id_))) for id_ in dict.fromkeys(ids)}
    found = _cite(index, (passage for cited in by_id.values() for passage in cited))
    return msgspec.structs.replace(found, unsourced=tuple(id_ for id_, cited in by_id.items() if not cited))


def cite_shown(index: Index, answer: Any) -> Citations:
    """Return what all facts of an answer cite, and the sources that it shows."""
    events = by_ids(index, "event", (meeting.id for meeting in _values_of_type(answer, Meeting)))
    return _cite(index, (*_cited_in(answer), *_cited_in(events)))


def cite_whole(index: Index, sources: Iterable[Source]) -> Iterator[Citation]:
    """Yield a citation of each source itself, in the given order; sources are read in batches."""
    remaining = iter(sources)
    while batch := list(islice(remaining, _BATCH)):
        family_first = _family_first(index, batch)
        for source in batch:
            yield Citation(
                source=source, is_whole=True, family_first=family_first & frozenset(source.authors)
            )


def _cited_in(value: Any) -> Iterator[CitedPassage]:
    """Yield all that is cited in a record or an answer, at any depth."""
    if isinstance(value, Evidence):
        yield value.source, value.at
    elif isinstance(value, Source) or (isinstance(value, (Hit, Reference)) and value.kind == "source"):
        yield value.id, None
    elif isinstance(value, Record):
        yield from ((evidence.source, evidence.at) for evidence in all_evidence(value))
    else:
        for child in _children(value):
            yield from _cited_in(child)


def _values_of_type(value: Any, type_: type[T]) -> Iterator[T]:
    """Yield all values of a type in an answer, at any depth."""
    if isinstance(value, type_):
        yield value
        return
    for child in _children(value):
        yield from _values_of_type(child, type_)


def _children(value: Any) -> Iterable[Any]:
    if isinstance(value, msgspec.Struct):
        return (getattr(value, name) for name in value.__struct_fields__)
    return value if isinstance(value, (tuple, list)) else ()


def _cite(index: Index, passages: Iterable[CitedPassage]) -> Citations:
    cited: dict[str, list[str | None]] = {}
    for id_, at in passages:
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


def _record(index: Index, id_: str) -> Record:
    query = "SELECT kind, body FROM record WHERE id = ? ORDER BY file, line LIMIT 1"
    row = next(index.rows(query, (id_,)), None)
    if row is None:
        raise UnknownId(id_, nearest_ids(index, id_))
    return read_body(*row)


def _in_order(source: Source, locators: Iterable[str]) -> tuple[str, ...]:
    """Return each locator once: section by section, and within a section by entry or paragraph."""
    positions = {section.title: position for position, section in enumerate(source.sections)}

    def position_of(at: str) -> tuple[int, int]:
        title, _, rest = at.partition(", ")
        section = positions.get(title, len(positions))
        entries = source.sections[section].entries if title in positions else ()
        if rest in entries:
            return section, entries.index(rest)
        return section, int(rest) if rest.isdecimal() and len(rest) < 9 else 0  # noqa: PLR2004  no source is longer

    return tuple(sorted(dict.fromkeys(locators), key=position_of))


def _family_first(index: Index, sources: Iterable[Source]) -> frozenset[str]:
    """Return the authors that are persons of the corpus named family name first: `Yu, Bin` is `Yu Bin`."""
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
