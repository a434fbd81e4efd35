"""What holds for any text and any query."""

from collections.abc import Callable
from itertools import pairwise

from hypothesis import assume, given, settings
from hypothesis import strategies as st

from sinoru.query.search import relaxed
from sinoru.text.highlight import find_window, mark_matches, snippet
from sinoru.text.query import EMPTY, Node, leaves
from sinoru.text.syntax import QueryFault, parse_query
from sinoru.text.tokens import fold, index_text, locate_words, nearest_words, stem, surface_words
from tests.text.conftest import expression_of

Matches = Callable[[str, str], bool]
law = settings(deadline=None, max_examples=300)

WORDS = (
    "Su-30s su 30 U.S. 1,200 10.5% 1990s 8th 北约 Королёв Đinđić naïve Xi’an Yeltsin's treaties visited bombing the "
    "Sino-Russian ½ ﬁnal 한국 カﾞ B.N. x 5,48 3:2 14.2.1 C++ ☕ 大使館 สถานทูต السفارة"
).split()
SIGNS = [
    '"',
    "-",
    "*",
    " OR ",
    " AND ",
    " NOT ",
    "NEAR(",
    "^",
    ":",
    "(",
    ")",
    "“",
    "»",
    " ",
    "\0",
    "'s",
    ",",
    ".",
]

words = st.sampled_from(WORDS)
anything = st.text(st.characters(), max_size=30)  # lone surrogates too
texts = st.lists(words | anything, max_size=15).flatmap(
    lambda parts: st.sampled_from([" ", "", "-"]).map(lambda by: by.join(parts))
)
queries = st.lists(words | st.sampled_from(SIGNS) | anything, max_size=15).map("".join)


def read(typed: str) -> Node:
    """Return the words of a query without the signs that only reading a record, or its words, decides."""
    try:
        query = parse_query(typed).query
    except QueryFault:
        return EMPTY
    every = [leaf for is_required in (True, False) for leaf in leaves(query, is_required=is_required)]
    return EMPTY if any(leaf.pattern or leaf.exact or leaf.near is not None for leaf in every) else query


@law
@given(texts)
def test_folding_again_changes_nothing(text: str) -> None:
    once = fold(text).text
    assert [word for word, _, _ in locate_words(once)] == [word for word, _, _ in locate_words(text)]


@law
@given(texts)
def test_words_made_of_words_are_the_same_words(text: str) -> None:
    """So whatever reads the tokens with rules like ours finds what stands there (stems may have stems, though)."""
    found = [word for word, _, _ in locate_words(text)]
    assert [word for word, _, _ in locate_words(" ".join(found))] == found


@law
@given(texts)
def test_tokens_are_the_stems_of_the_words_located(text: str) -> None:
    assert index_text(text) == " ".join(stem(word) for word, _, _ in locate_words(text))


@law
@given(texts)
def test_sqlite_leaves_every_token_whole(stored_tokens: Callable[[str], list[str]], text: str) -> None:
    tokens = index_text(text)
    assert len(stored_tokens(tokens)) == len(tokens.split())


@law
@given(texts)
def test_located_words_lie_in_the_text_in_order(text: str) -> None:
    spans = [(start, end) for _, start, end in locate_words(text)]
    assert all(0 <= start < end <= len(text) for start, end in spans)
    assert spans == sorted(spans)


@law
@given(texts)
def test_surface_words_are_among_the_words(text: str) -> None:
    assert set(surface_words(text)) <= {word for word, _, _ in locate_words(text)}


@law
@given(queries, queries)
def test_every_expression_is_one_that_sqlite_accepts(matches: Matches, typed: str, text: str) -> None:
    query = read(typed)
    for expression in filter(None, (expression_of(query), expression_of(relaxed(query)))):
        matches(text, expression)


@law
@given(texts, st.data())
def test_a_text_is_found_by_any_phrase_of_it(matches: Matches, text: str, data: st.DataObject) -> None:
    plain = "".join(char for char in text if char not in '"“”„‟«»＂「」『』')
    chunks = plain.encode("utf-8", "replace").decode().split()
    start = data.draw(st.integers(0, len(chunks)))
    phrase = " ".join(chunks[start : data.draw(st.integers(start, len(chunks)))])
    expression = expression_of(parse_query(f'"{phrase}"').query)
    assume(expression)
    assert matches(plain, expression)


@law
@given(st.lists(words, min_size=1), st.data())
def test_a_text_is_found_by_the_beginning_of_a_stem(
    matches: Matches, chunks: list[str], data: st.DataObject
) -> None:
    text = " ".join(chunks)
    word = data.draw(st.sampled_from([word for word, _, _ in locate_words(text)]))
    token = stem(word) if word.isalpha() else word
    prefix = token[: data.draw(st.integers(1, len(token)))]
    assert matches(text, expression_of(parse_query(f"{prefix}*").query))


@law
@given(st.lists(words, min_size=1))
def test_a_text_is_found_by_all_its_words_together_and_by_any(matches: Matches, chunks: list[str]) -> None:
    query = parse_query(" ".join(chunks)).query
    assert matches(" ".join(chunks), expression_of(query))
    assert matches(chunks[0], expression_of(relaxed(parse_query(f'"{chunks[0]}" absent').query)))


@law
@given(queries, texts)
def test_marked_runs_are_the_text(typed: str, text: str) -> None:
    runs = mark_matches(text, read(typed))
    assert "".join(run for run, _ in runs) == text
    assert all(run for run, _ in runs)
    assert all(left[1] != right[1] for left, right in pairwise(runs))


@law
@given(queries, texts)
def test_what_sqlite_finds_is_marked(matches: Matches, typed: str, text: str) -> None:
    query = read(typed)
    expression = expression_of(query)
    assume(expression)
    if matches(text, expression):
        assert any(matched for _, matched in mark_matches(text, query))


@law
@given(queries, texts, st.integers(3, 60))
def test_a_snippet_is_part_of_the_text_and_fits(typed: str, text: str, width: int) -> None:
    query = read(typed)
    start, end = find_window(text, query, width)
    assert text[start:end] in snippet(text, query, width)
    assert len(snippet(text, query, width)) <= width


@law
@given(
    st.lists(st.sampled_from(["peace", "talks", "treaties", "visited", "Moscow"]), min_size=1),
    st.integers(20, 60),
)
def test_a_snippet_shows_a_match_if_the_text_has_one(chunks: list[str], width: int) -> None:
    query = parse_query("treaty OR visit").query
    text = " ".join(chunks)
    shown = mark_matches(snippet(text, query, width), query)
    assert any(matched for _, matched in shown) == any(matched for _, matched in mark_matches(text, query))


@law
@given(texts, st.lists(texts, max_size=5))
def test_near_words_are_words_of_the_vocabulary(word: str, vocabulary: list[str]) -> None:
    assert set(nearest_words(word, vocabulary)) <= set(vocabulary)
