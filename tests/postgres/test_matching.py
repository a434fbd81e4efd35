"""Both engines find the same in any text, by any words, and weigh it alike to the last digit."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from hypothesis import HealthCheck, Phase, example, given, settings
from hypothesis import strategies as st

from sinoru.index.build import build_in_memory
from sinoru.index.index import no_progress
from sinoru.index.sqlite import SqliteIndex
from sinoru.loading.files import find_corpus_files
from sinoru.model.errors import SinoruError
from sinoru.query.conditions import Conditions, is_of_words
from sinoru.store.address import read_address
from sinoru.store.open import open_store
from sinoru.store.postgres.matching import RELATION_BITS, RELATIONS, encode_link
from sinoru.store.postgres.push import Order, push
from sinoru.text.syntax import QueryFault, parse_query

if TYPE_CHECKING:
    from pathlib import Path

    from sinoru.index.index import Index
    from tests.postgres.servers import Server


def test_each_relation_has_a_number_of_its_own() -> None:
    """Else links by one relation are found as those by another: no server is needed to see it."""
    links = [encode_link(7, one) for one in (*RELATIONS, "a field of the corpus's own")]
    assert len(set(links)) == len(links)
    assert {link >> RELATION_BITS for link in links} == {7}


PIECES = (
    *"embassy Embassy embassies bomb bombs NATO nato-led Su-30 Su30 su 30 30 1999 1999-05-08 a an the to".split(),
    *"посольство Посольства ёлка елка бомба 大使馆 使馆 轰炸 中国 中 Zürich Zurich naïve ﬁve Straße STRASSE".split(),
    *"O'Brien o’brien 50% _x a_b a\\b 'q' \"q\" | & ! ( ) :* <-> * - – -- / \\ ; ' \u200b \u0301 🚀 A\u0301".split(),
)
TEXTS = st.lists(
    st.one_of(
        st.lists(st.sampled_from(PIECES), min_size=1, max_size=12).map(" ".join),
        st.lists(st.sampled_from(PIECES), min_size=1, max_size=4).map("".join),
        st.text(min_size=1, max_size=20),
    ),
    min_size=15,
    max_size=40,
)
WORDS = st.one_of(st.sampled_from(PIECES), st.text(min_size=1, max_size=6))
PHRASES = st.lists(st.sampled_from(PIECES), min_size=2, max_size=4).map(" ".join)
QUERIES = st.lists(
    st.one_of(
        WORDS,
        PHRASES,
        PHRASES.map('"{}"'.format),
        WORDS.map("{}*".format),
        PHRASES.map('"{}"*'.format),
        st.builds("{} -{}".format, WORDS, WORDS),
        st.builds('{} -"{}"'.format, WORDS, PHRASES),
        st.builds("{} OR {}".format, WORDS, WORDS),
        st.builds('{} OR "{}" {}*'.format, WORDS, PHRASES, WORDS),
    ),
    min_size=20,
    max_size=60,
)


@settings(
    max_examples=5,
    deadline=None,
    phases=(Phase.explicit, Phase.generate),
    suppress_health_check=list(HealthCheck),
)
@given(texts=TEXTS, queries=QUERIES)
@example(
    texts=["embassy", "rear", "a refinery in Rome"],
    queries=["r*", "re*", "ref*", "refi* embassy", "embassy -r*"],
)  # how references are kept begins like these words
def test_any_words_find_and_weigh_the_same(
    node: Server, tmp_path: Path, texts: list[str], queries: list[str]
) -> None:
    (tmp_path / "notes.yaml").write_text(_corpus(texts), encoding="utf-8")
    files = find_corpus_files([str(tmp_path)])
    embedded = SqliteIndex(build_in_memory(files, no_progress))
    url = node.url("postgres", schema="matching")
    push(embedded, Order(address=read_address(url), per_partition=10), no_progress)
    stored = open_store(url)
    try:
        differ = [query for query in queries if _scores(stored, query) != _scores(embedded, query)]
    finally:
        stored.close()
        embedded.close()
    assert not differ


def _corpus(texts: list[str]) -> str:
    """Write each text as the title of one event and in the summary of the next."""
    texts = list(map(_storable, texts))
    events = [
        {"id": f"e-{n}", "date": f"{1950 + n}", "title": f"T {text}", "summary": texts[n - 1]}
        for n, text in enumerate(texts)
    ]
    return json.dumps({"events": events}, ensure_ascii=False)


def _storable(text: str) -> str:
    """Leave out what no corpus file may hold."""
    return "".join(c for c in text if c.isprintable() or c == "\u200b")


def _scores(index: Index, query: str) -> dict[int, float]:
    try:
        match = Conditions(index).of(parse_query(query).query)
    except (QueryFault, SinoruError):
        return {}
    return dict(sorted(index.scores(match).items())) if is_of_words(match) else {}
