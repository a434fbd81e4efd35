"""Who says what, how sure, and what became of it."""

from sinoru.index.index import Index
from sinoru.query.answers import Claims
from sinoru.query.assemble import claim_answers
from sinoru.query.filters import Filters
from sinoru.query.resolve import resolve_scope
from sinoru.query.select import count_numbers, select_numbers
from sinoru.query.terms import wanted_words


def ask_claims(index: Index, words: str, filters: Filters) -> Claims:
    """Give the claims that pass the filters and have all the words (none given: all of them), by date."""
    match = wanted_words(index, words)
    scope = resolve_scope(index, filters, ("claim",), match)
    chosen = select_numbers(index, scope, filters.limit, newest_first=filters.sort == "-date")
    complete = filters.limit is None or len(chosen) < filters.limit
    total = len(chosen) if complete else count_numbers(index, scope)
    return Claims(claims=claim_answers(index, chosen), total=total)
