"""A kind of record, and the kinds that events, claims, organisations and sources have of their own."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from sinoru.model.errors import UnknownValue, WrongValue
from sinoru.query.completion import complete_terms
from sinoru.query.export_selection import Selection
from sinoru.query.filters import Filters
from sinoru.query.search import ask_search
from sinoru.query.sources import list_sources
from sinoru.query.timeline import ask_timeline
from sinoru.query.who import list_everyone

if TYPE_CHECKING:
    from collections.abc import Callable

    from sinoru.index.index import Index

CORPUS = """\
people: [{id: ann, name: Ann Lee}]
organisations: [{id: bank, name: Bank of Kars, kind: Company}, {id: court, name: Court of Kars, kind: court}]
sources: [{id: essay, title: Kars essay, kind: article}, {id: pact, title: Kars pact, kind: treaty}]
events: [{id: signing, date: 1921, title: The pact of Kars is signed, kind: treaty}]
claims: [{id: doubt, text: The pact of Kars lapsed., kind: forecast}]
"""


@pytest.fixture
def index(index_of: Callable[[str], Index]) -> Index:
    return index_of(CORPUS)


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("kind:article", {"essay"}),
        ("kind:ARTICLE", {"essay"}),
        ("kind:company", {"bank"}),
        ("kind:treaty", {"pact", "signing"}),
        ("Kars kind:treaty -kind:source", {"signing"}),
        ("kind:(court OR forecast)", {"court", "doubt"}),
        ("Kars -kind:article -kind:organisation", {"pact", "signing", "doubt"}),
    ],
)
def test_a_search_knows_the_kinds_of_all_records(index: Index, query: str, found: set[str]) -> None:
    assert {hit.id for hit in ask_search(index, query, Filters()).hits} == found


@pytest.mark.parametrize(
    ("filters", "chosen"),
    [
        (Filters(kind=("article",)), {"essay"}),
        (Filters(query="kind:company"), {"bank"}),
        (Filters(query="kind:article OR kind:court"), {"essay", "court"}),
        (Filters(kind=("source",), query="kind:treaty"), {"pact"}),
        (Filters(kind=("treaty",)), {"signing"}),
        (Filters(query="kind:person"), {"ann"}),
    ],
)
def test_an_export_chooses_the_records_that_have_a_kind(
    index: Index, filters: Filters, chosen: set[str]
) -> None:
    assert {one.id for one in map(_record_of, Selection(index, filters).chosen())} == chosen


def _record_of(answer: Any) -> Any:
    return getattr(answer, "event", getattr(answer, "claim", answer))


def test_lists_take_the_kinds_of_their_records(index: Index) -> None:
    assert [one.id for one in list_everyone(index, Filters(kind=("court",))).listed] == ["court"]
    assert [one.id for one in list_everyone(index, Filters(kind=("person", "company"))).listed] == [
        "ann",
        "bank",
    ]
    assert [one.id for one in list_everyone(index, Filters(kind=("-court", "-person"))).listed] == ["bank"]
    assert [one.source.id for one in list_sources(index, Filters(kind=("-article",))).sources] == ["pact"]


def test_a_kind_of_other_records_is_refused_with_those_that_fit(index: Index) -> None:
    with pytest.raises(WrongValue, match=r"'article' cannot be used here\. Use treaty"):
        ask_timeline(index, Filters(kind=("article",)))
    with pytest.raises(UnknownValue, match=r"Did you mean 'article'\?"):
        ask_search(index, "kind:artcle", Filters())


def test_all_kinds_are_completed(index: Index) -> None:
    assert [kind for kind, _ in complete_terms(index, "kind", "")] == [
        "article", "company", "court", "forecast", "treaty",
    ]  # fmt: skip
