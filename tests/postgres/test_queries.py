"""Random queries find in PostgreSQL what a plain evaluation finds, and rank it as the embedded index does."""

from __future__ import annotations

from random import Random
from typing import TYPE_CHECKING

from sinoru.index.build import build_in_memory
from sinoru.index.index import no_progress, read_body
from sinoru.index.sqlite import SqliteIndex
from sinoru.loading.files import find_corpus_files
from sinoru.query.filters import Filters
from sinoru.query.scope import resolve_scope
from sinoru.query.search import ask_search
from sinoru.query.select import select_numbers
from sinoru.store.address import read_address
from sinoru.store.open import open_store
from sinoru.store.postgres.push import Order, push
from sinoru.text.query import in_words
from tests.query.plain import Plain, draw_query, write_corpus

if TYPE_CHECKING:
    from pathlib import Path

    from sinoru.index.index import Index
    from tests.postgres.servers import Server

QUERIES = 200


def _listed(index: Index, typed: str) -> list[int]:
    return select_numbers(index, resolve_scope(index, Filters(query=typed), ()), None)


def test_random_queries_find_what_a_plain_evaluation_finds(node: Server, tmp_path: Path) -> None:
    (tmp_path / "corpus.yaml").write_text(write_corpus(), encoding="utf-8")
    embedded = SqliteIndex(build_in_memory(find_corpus_files([str(tmp_path)]), no_progress))
    records = [Plain(read_body(*row)) for row in embedded.rows("SELECT kind, body FROM record")]
    url = node.url("postgres", schema="queries")
    push(embedded, Order(address=read_address(url), per_partition=10), no_progress)
    stored, chance, wrong = open_store(url), Random(28), []  # noqa: S311
    try:
        for _ in range(QUERIES):
            query = draw_query(chance)
            typed, filters = in_words(query), Filters(limit=1000)
            wanted = {one.record.id for one in records if one.is_true(query)}
            answer = ask_search(stored, typed, filters)
            found = set() if answer.relaxed else {hit.id for hit in answer.hits if not hit.missing}
            same = _listed(stored, typed) == _listed(embedded, typed)
            if found != wanted or answer != ask_search(embedded, typed, filters) or not same:
                wrong.append(typed)
    finally:
        stored.close()
        embedded.close()
    assert not wrong
