"""The view of `sinoru sources`: a line for each source, or for each passage of one source."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from msgspec.structs import replace

from sinoru.index.fields import authors_of_source
from sinoru.messages import command
from sinoru.model.records import RECORD_OF_KIND, Source
from sinoru.query.answers import Passage, SourceDetail, Sources, SourceUse
from sinoru.query.particulars import addresses_of, archive_words, publication_words
from sinoru.query.sources import MANY
from sinoru.query.verdicts import unreconciled
from sinoru.render.bibliography import container_words, version_spans
from sinoru.render.document import (
    BLANK,
    PIPE,
    Cells,
    Column,
    Document,
    Entry,
    Glyphs,
    Grid,
    Line,
    Look,
    Role,
    Span,
    Spans,
    joined,
    line,
    plural,
)
from sinoru.render.layout import cut
from sinoru.render.life import year_words
from sinoru.render.listing import counted, limit_step, next_steps, opening, show_step
from sinoru.render.parts import when

_COLUMNS = (Column(cuts=True), Column(wraps=False), Column(wraps=False, right=True))
"""Title, year, number of records; before them the author."""
_RECORDS = (Column(wraps=False), Column(wraps=False), Column(cuts=True))
"""Kind, date, title."""
_FEW = 3
"""Records that are shown themselves instead of their number."""
_KINDS = ("event", "claim", *(kind for kind in RECORD_OF_KIND if kind not in ("event", "claim")))
_SELECTED_BY = {"event": "timeline", "claim": "claims"}
"""The command that lists the records of a kind that cite a source."""


def sources_document(answer: Sources | SourceDetail, look: Look = PIPE) -> Document:
    """Show the sources, the most cited first, or one with the number of records that cite each passage."""
    if look.full:
        from sinoru.render.full.sources import sources_document as complete

        yield from complete(answer, glyphs=look.glyphs)
    elif isinstance(answer, SourceDetail):
        yield from _one_source(answer, look)
    else:
        yield from _list(answer, look)


def _list(answer: Sources, look: Look) -> Document:
    if not answer.sources:
        yield line(Span("No sources match.", "heading"))
        return
    of_query = f" for {look.glyphs.quoted(answer.query)}" if answer.query else ""
    is_cited = any(use.records for use in answer.sources)
    order = (", the most cited first" if is_cited else ", by author") if answer.total > 1 else ""
    yield from opening(look, f"{counted(look, len(answer.sources), answer.total, 'source', of_query)}{order}")
    if ignored := _ignored_words(answer.query):
        yield line(Span(f"Ignored because they are too common: {', '.join(ignored)}.", "warn"))
    yield BLANK
    # In a pipe, the longest author of all would push the titles far to the right.
    author_column = Column(wraps=False, cuts=look.width is None)
    columns = (author_column, *(_COLUMNS if is_cited else _COLUMNS[:-1]))
    entries = (_source_entry(use, look) for use in answer.sources)
    yield Grid(columns, tuple(replace(one, cells=one.cells[: len(columns)]) for one in entries))
    if not is_cited:
        yield line(
            Span("No record cites it." if answer.total == 1 else "No record cites any of these.", "faint")
        )
    yield from next_steps(look, *_list_steps(answer, look))


def _ignored_words(query: str) -> tuple[str, ...]:
    if not query:
        return ()
    from sinoru.text.syntax import parse_query

    return parse_query(query).ignored  # it was read before


def _list_steps(answer: Sources, look: Look) -> Iterator[str]:
    shown = len(answer.sources)
    yield command("sources", answer.sources[0].source.id, *look.options)
    if not answer.query and shown == answer.total:
        yield command("sources", "WORDS", *look.options)
    yield limit_step(shown, answer.total)
    yield "--full"


def _source_entry(use: SourceUse, look: Look) -> Entry:
    source = use.source
    records = plural(use.records, "record") if use.records else "not cited"
    cells: Cells = (
        _author(source, look),
        (Span(source.cited_title, "title", _web_address(next(addresses_of(source), ""))),),
        (Span(year_words(source.published, look.glyphs), "date"),),
        (Span(records, "figure" if use.records else "faint"),),
    )
    return Entry(source.id, cells)


def _author(source: Source, look: Look) -> Spans:
    """Return who says what a source says, so short in a terminal that the title has the most room."""
    names = source.authors or tuple(f"{name} (ed.)" for name in source.editors) or authors_of_source(source)
    first, *others = names or ("",)
    author = (Span(f"{first} and {plural(len(others), 'other')}" if others else first, "name"),)
    if look.width is None:
        return author
    return cut(author, max(look.width // 2 - 22, 8), look.glyphs.ellipsis)


def _web_address(address: str) -> str:
    return address if address.startswith(("https://", "http://")) else ""


def _one_source(answer: SourceDetail, look: Look) -> Document:
    yield from _head(answer.use.source, look.glyphs)
    yield from (_cut_line(version_spans(one)) for one in answer.versions)
    if not answer.passages:
        yield line(Span("No record cites it.", "heading"))
    else:
        yield BLANK
        yield _records_grid(answer, look) if _lists_records(answer) else _passages_grid(answer, look)
    if not answer.is_complete:
        yield line(Span(f"Only the earliest {MANY} records of each kind were counted by passage.", "warn"))
    yield from next_steps(look, *_one_source_steps(answer, look))


def _head(source: Source, glyphs: Glyphs) -> Iterator[Line]:
    """Yield author and title, then a line each for where it appeared, its kind, how reliable it is, its address."""
    authors = Span("; ".join(source.authors), "name")
    yield Line(
        joined(((authors,) if source.authors else (), (Span(source.cited_title, "title"),)), Span(". "))
    )
    between = Span(f" {glyphs.bullet} ", "faint")
    places = (container_words(source, glyphs), *publication_words(source), archive_words(source))
    if appeared := [text for text in places if text]:
        yield _cut_line(joined(((Span(text),) for text in appeared), between))
    kind = [(Span(text, "kind"),) for text in (source.kind, source.language) if text]
    yield _cut_line(joined((*kind, (Span(source.id, "id"),)), between))
    if source.reliability:
        yield _cut_line((Span("reliability: ", "label"), Span(source.reliability)))
    for address in addresses_of(source):
        yield _cut_line((Span(address, "source", _web_address(address)),))
    if disputed := len(unreconciled(source)):
        count = plural(disputed, "disagreement")
        yield _cut_line((Span(f"{glyphs.differs} {count} about the source itself", "warn"),))


def _cut_line(spans: Spans) -> Line:
    return Line(spans, fit="cut")


def _lists_records(answer: SourceDetail) -> bool:
    """Return whether the records that cite a source are so few that they are shown themselves."""
    listed = sum(len(passage.records) for passage in answer.passages)
    return 0 < listed <= _FEW and answer.is_complete and all(map(_is_whole, answer.passages))


def _is_whole(passage: Passage) -> bool:
    return passage.total <= len(passage.records)


def _records_grid(answer: SourceDetail, look: Look) -> Grid:
    """Return the records that cite a source below the passage that they cite."""
    rows: list[Cells | Line | Entry] = []
    for passage in answer.passages:
        cited = f"Cited: {passage.at}" if passage.at else "Cited as a whole"
        rows.append(_cut_line((Span(cited, "heading"),)))
        for one in passage.records:
            date = (when(one.date, look.glyphs),) if one.date else ()
            rows.append(Entry(one.id, ((Span(one.kind, "kind"),), date, (Span(one.title, "title"),))))
    return Grid(_RECORDS, tuple(rows))


def _passages_grid(answer: SourceDetail, look: Look) -> Grid:
    """Return the number of records of each kind that cite a source, and each passage of it."""
    by_kind = answer.use.by_kind
    kinds = [kind for kind in _KINDS if by_kind.get(kind)]
    # Of passages that a limit cuts, only the number of all records is known.
    has_totals = not all(map(_is_whole, answer.passages))
    titles = [*(["records"] if has_totals else []), *(plural(2, kind).partition(" ")[2] for kind in kinds)]
    columns = (
        Column("Passage", wraps=False, cuts=look.width is not None),
        *(Column(title, wraps=False, right=True) for title in titles),
    )
    rows = [_counts_row(f"cited by {plural(answer.use.records, 'record')}", by_kind, kinds, "label")]
    if has_totals:
        rows = [(rows[0][0], (Span(f"{answer.use.records:,}"),), *rows[0][1:])]
    cites_whole = [passage.at for passage in answer.passages] == [""]
    for passage in answer.passages if not cites_whole else ():
        counts = Counter(one.kind for one in passage.records) if _is_whole(passage) else {}
        label, *numbers = _counts_row(passage.at or "the source as a whole", counts, kinds, "text")
        rows.append((label, *([(Span(f"{passage.total:,}"),)] if has_totals else []), *numbers))
    return Grid(columns, tuple(rows))


def _counts_row(label: str, counts: Mapping[str, int], kinds: Sequence[str], role: Role) -> Cells:
    numbers = ((Span(f"{counts[kind]:,}", "figure"),) if counts.get(kind) else () for kind in kinds)
    return ((Span(label, role),), *numbers)


def _one_source_steps(answer: SourceDetail, look: Look) -> Iterator[str]:
    if _lists_records(answer):
        yield show_step(look)
    for kind, name in _SELECTED_BY.items():
        if answer.use.by_kind.get(kind):
            yield command(name, "--source", answer.use.source.id, *look.options)
    yield "--full"
