"""Random queries answer what going through all records answers, in every question that takes them."""

from __future__ import annotations

from random import Random
from typing import TYPE_CHECKING

import pytest

from sinoru.index.index import read_body
from sinoru.query.claims import ask_claims
from sinoru.query.filters import Filters
from sinoru.query.scope import resolve_scope
from sinoru.query.search import ask_search
from sinoru.query.select import count_numbers, select_numbers
from sinoru.query.timeline import ask_timeline
from sinoru.text.query import in_words
from tests.query.plain import Plain, draw_query, write_corpus

if TYPE_CHECKING:
    from collections.abc import Callable

    from sinoru.index.index import Index

QUERIES = 200


def records_of(index: Index) -> list[Plain]:
    return [Plain(read_body(kind, body)) for kind, body in index.rows("SELECT kind, body FROM record")]


@pytest.fixture
def index(index_of: Callable[[str], Index]) -> Index:
    return index_of(write_corpus())


def test_random_queries_find_what_a_plain_evaluation_finds(index: Index) -> None:
    records, chance = records_of(index), Random(26)  # noqa: S311
    wrong = []
    for _ in range(QUERIES):
        query = draw_query(chance)
        typed = in_words(query)
        wanted = {one.record.id for one in records if one.is_true(query)}
        answer = ask_search(index, typed, Filters(limit=1000))
        found = set() if answer.relaxed else {hit.id for hit in answer.hits if not hit.missing}
        if (found, answer.relaxed or answer.total) != (wanted, answer.relaxed or len(wanted)):
            wrong.append((typed, sorted(found - wanted), sorted(wanted - found)))
    assert not wrong


def test_lists_choose_the_same_records_by_date(index: Index) -> None:
    records, chance = records_of(index), Random(27)  # noqa: S311
    for _ in range(QUERIES):
        query = draw_query(chance)
        wanted = [one.record.id for one in records if one.is_true(query)]
        scope = resolve_scope(index, Filters(query=in_words(query)), ())
        numbers = select_numbers(index, scope, None)
        assert count_numbers(index, scope) == len(numbers) == len(wanted), in_words(query)
        assert select_numbers(index, scope, 3) == numbers[:3]
        assert select_numbers(index, scope, 3, newest_first=True) == numbers[::-1][:3]


def test_what_is_only_left_out_leaves_the_rest_of_a_list(index: Index) -> None:
    events = len(ask_timeline(index, Filters()).events)
    without = ask_timeline(index, Filters(query="-bombing")).total
    assert without + ask_timeline(index, Filters(query="bombing")).total == events
    claims = ask_claims(index, "", Filters()).total
    assert (
        ask_claims(index, "-treaty", Filters()).total + ask_claims(index, "treaty", Filters()).total == claims
    )


@pytest.mark.parametrize(
    ("filters", "query"),
    [
        (Filters(person=("ann-a", "bob-b")), "person:ann-a person:bob-b"),
        (Filters(kind=("call", "sale")), "kind:(call OR sale)"),
        (Filters(kind=("call", "sale")), "kind:call kind:sale"),
        (Filters(source=("book", "paper")), "source:book OR source:paper"),
        (Filters(person=("-ann-a",)), "-person:ann-a"),
        (Filters(person=("bob-b", "-ann-a"), topic=("top-a",)), "person:bob-b -person:ann-a topic:top-a"),
        (Filters(start="1999-05", end="1999-06"), "from:1999-05 to:1999-06"),
        (Filters(start="1999-05", end="1999-06"), "date:1999-05..1999-06"),
    ],
)
def test_options_are_short_for_fields(index: Index, filters: Filters, query: str) -> None:
    by_options, by_query = ask_timeline(index, filters), ask_timeline(index, Filters(query=query))
    assert [one.event.id for one in by_options.events] == [one.event.id for one in by_query.events]
    assert by_options.events
