"""Sources found by words that describe them: contributors, titles, publication, archive, identifiers, date and id."""

from collections.abc import Callable, Iterator
from itertools import chain

from sinoru.index.index import Index, Scope
from sinoru.model.records import Source
from sinoru.query.credits import contributors, credited
from sinoru.query.fetch import in_batches
from sinoru.query.particulars import addresses_of
from sinoru.query.select import select_numbers
from sinoru.text.query import Node, holds, terms
from sinoru.text.syntax import QueryFault, parse_query


def sources_described(index: Index, words: str) -> list[Source]:
    """Return the sources that these words describe, by id; none for words that are not a query."""
    try:
        query = parse_query(words).query
    except QueryFault:
        return []
    if not terms(query):
        return []
    is_described = is_described_by(query)
    return sorted((one for one in every_source(index) if is_described(one)), key=lambda one: one.id)


def every_source(index: Index, scope: Scope | None = None) -> Iterator[Source]:
    """Yield the sources of a corpus, or those in a scope, with names as cited."""
    batches = in_batches(index, select_numbers(index, scope or Scope(kinds=("source",)), None))
    sources = ([one for one in batch if isinstance(one, Source)] for batch in batches)
    return chain.from_iterable(credited(index, batch) for batch in sources)


def _describing(one: Source) -> tuple[str, ...]:
    """Return the words of a source by which people know it; an ISBN is typed with and without hyphens."""
    return (
        *contributors(one), one.title, one.short_title, one.container, one.series, one.publisher, one.published,
        one.archive, one.collection, one.call_number, *addresses_of(one), one.isbn, one.isbn.replace("-", ""), one.id,
    )  # fmt: skip


def is_described_by(query: Node) -> Callable[[Source], bool]:
    """Return the condition that the words that describe a source have those of a query."""
    from sinoru.text.highlight import has_term

    def is_described(one: Source) -> bool:
        text = " ; ".join(filter(None, _describing(one)))
        return holds(query, lambda term: has_term(text, term))

    return is_described
