import pytest

from sinoru.text.highlight import find_window, snippet
from sinoru.text.query import EMPTY
from sinoru.text.syntax import parse_query

FILLER = "one two three four five six seven eight nine ten "


def test_a_text_that_fits_is_whole() -> None:
    text = "Yeltsin calls Jiang"
    assert snippet(text, parse_query("Jiang").query, width=len(text)) == text
    assert snippet("", parse_query("Jiang").query) == ""
    assert snippet(text, EMPTY) == text


def test_the_match_is_shown_between_ellipses() -> None:
    shown = snippet(FILLER * 5 + "Yeltsin " + FILLER * 5, parse_query("yeltsin").query, width=40)
    assert shown == "…eight nine ten Yeltsin one two three…"


def test_the_beginning_and_the_end_have_one_ellipsis() -> None:
    assert snippet("Yeltsin " + FILLER, parse_query("yeltsin").query, width=20) == "Yeltsin one two…"
    assert snippet(FILLER + "Yeltsin", parse_query("yeltsin").query, width=20) == "…nine ten Yeltsin"


def test_without_a_match_the_beginning_is_shown() -> None:
    assert snippet(FILLER * 5, parse_query("Yeltsin").query, width=20) == "one two three four…"
    assert snippet(FILLER * 5, EMPTY, width=20) == "one two three four…"


def test_the_part_with_most_different_terms_is_shown() -> None:
    text = "Jiang Jiang Jiang " + FILLER * 5 + "Jiang and Yeltsin " + FILLER * 5 + "Yeltsin Yeltsin"
    assert "Jiang and Yeltsin" in snippet(text, parse_query("Yeltsin Jiang").query, width=50)


def test_of_parts_with_the_same_terms_the_one_with_more_matches_is_shown() -> None:
    text = "a bomb " + FILLER * 5 + "bombs bombed bombing" + FILLER * 5
    assert "bombs bombed bombing" in snippet(text, parse_query("bombing").query, width=50)


def test_of_equal_parts_the_first_is_shown() -> None:
    text = FILLER * 5 + "first bombing " + FILLER * 5 + "second bombing " + FILLER * 5
    assert "first bombing" in snippet(text, parse_query("bombing").query, width=50)


def test_a_phrase_outweighs_its_scattered_words() -> None:
    text = "council council security " + FILLER * 5 + "the Security Council met " + FILLER * 5
    assert "Security Council" in snippet(text, parse_query('"security council"').query, width=40)


@pytest.mark.parametrize("width", [3, 10, 20, 50, 160, 400])
@pytest.mark.parametrize("typed", ["yeltsin", '"four five"', "北约", "none", "one two three"])
def test_it_is_never_wider_than_asked(width: int, typed: str) -> None:
    text = FILLER * 3 + "Yeltsin’s " + "北约轰炸大使馆" * 40 + FILLER * 10
    assert len(snippet(text, parse_query(typed).query, width)) <= width


def test_words_are_not_cut() -> None:
    text = FILLER * 10
    for width in range(12, 100):
        shown = snippet(text, parse_query("six").query, width).strip("…")
        assert set(shown.split()) <= set(text.split())
        assert "six" in shown.split()


def test_signs_without_spaces_may_be_parted_anywhere() -> None:
    text = "中国大使馆被炸后各地举行抗议示威" * 10 + "叶利钦" + "中国大使馆被炸后各地举行抗议示威" * 10
    shown = snippet(text, parse_query("叶利钦").query, width=30)
    assert "叶利钦" in shown
    assert len(shown) == 30


def test_a_word_too_long_for_the_window_is_cut() -> None:
    assert snippet("x" * 500, parse_query("y").query, width=20) == "x" * 18 + "…"
    assert len(snippet("x " + "z" * 500, parse_query("z" * 500).query, width=20)) <= 20


def test_a_window_says_where_the_snippet_stands() -> None:
    text = FILLER * 5 + "Yeltsin " + FILLER * 5
    query = parse_query("yeltsin").query
    start, end = find_window(text, query, width=40)
    assert snippet(text, query, width=40) == f"…{text[start:end]}…"


def test_a_phrase_wider_than_the_window_is_shown_from_its_start() -> None:
    text = FILLER + "alpha beta gamma delta epsilon zeta eta theta " + FILLER
    shown = snippet(text, parse_query('"alpha beta gamma delta epsilon zeta eta theta"').query, width=20)
    assert shown == "…alpha beta gamma…"


def test_dense_matches_in_a_long_text_take_no_longer_than_reading_it() -> None:
    text = "北" * 20_000
    assert snippet(text, parse_query("北 约 北北").query, width=5_000) == "北" * 4_998 + "…"
