from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sinoru.verify.terms import find_term, plain, readings


def found(term: str, text: str, **misspellings: list[str]) -> str | None:
    return find_term(term, readings(text), misspellings)


@pytest.mark.parametrize(
    ("term", "text"),
    [
        ("China's effort", "it ended China\u2019s effort"),
        ('"high politics"', "to \u201chigh politics\u201d of"),
        ("June 7-17", "visit (June 7 \u2013 17)"),
        ("developments - the crisis", "developments--the crisis"),
        ("US$5.48 billion", r"to US\$5.48 billion in"),
        (r"US\$5.48", "to US$5.48 billion"),
        ("Izvestiya newspaper", "the *Izvestiya* newspaper"),
        ("final offer", "the \ufb01nal o\ufb00er"),
        ("strategic", "the strate\u00adgic view"),
        ("double-digits", "from double\u00addigits to"),
        ("10-day visit", "a 10\u2011day\u00a0visit"),
        ("May 8", "on May   8."),
        ("10.5%", "fell 10.5 % to"),
        ("U.S. allies", "the U. S. allies"),
        ("partnership", "a partnership\u00b2 of"),
        ("Milošević", "Milos\u030cevic\u0301 said"),
        (". . . Or More", "Partnership \u2026 or: ... Or More"),
        ("中国", "在中国外交部"),
        ("中国外交部", "在中国 外交部"),
        ("72", "sell 72 Su-30s"),
        ("Russia", "Russia's"),
        ("8%", "less than 8%."),
        ("1999", "in 1999."),
        ("5.48", "US$5.48"),
        ("1", "item 1, 2"),
    ],
)
def test_a_term_is_found_however_either_is_set(term: str, text: str) -> None:
    assert found(term, text) == plain(term)


@pytest.mark.parametrize(
    ("term", "text"),
    [
        ("15", "in 1915"),
        ("72", "in 1972"),
        ("Su-30", "72 Su-30s"),
        ("48 billion", "US$5.48 billion"),
        ("5", "US$5.48 billion"),
        ("200", "1,200 boats"),
        ("1", "1,200 boats"),
        ("5.84", "US$5.48 billion"),
        ("art", "the party"),
        ("May", "they may go"),
        ("Embassy Bombing", "the embassy bombing"),
        ("hotline", ""),
        ("", "anything"),
        ("Milosevic", "Milošević"),
    ],
)
def test_a_term_is_not_found_in_part_or_in_other_words(term: str, text: str) -> None:
    assert found(term, text) is None


def test_small_letters_are_found_in_any_case_and_shown_as_printed() -> None:
    assert found("nato bombing", "the NATO Bombing of") == "NATO Bombing"


def test_capitals_throughout_are_found() -> None:
    assert found("The Long Pier", "ON THE LONG PIER") == "THE LONG PIER"


def test_exact_case_goes_before_any_other() -> None:
    assert found("embassy", "The Embassy, an embassy") == "embassy"


def test_declared_misspellings_are_found_and_shown_as_printed() -> None:
    printed = found("Viktor Chernomyrdin", "meets Viktor Chermomyrdin", Chernomyrdin=["Chermomyrdin"])
    assert printed == "Viktor Chermomyrdin"


def test_undeclared_misspellings_are_not_found() -> None:
    assert found("Chernomyrdin", "meets Chermomyrdin", Yeltsin=["Jelzin"]) is None


@given(st.text(max_size=40))
def test_setting_plainly_twice_changes_no_letter(text: str) -> None:
    def letters(of: str) -> list[str]:
        return [char for char in of if char.isalnum()]

    assert letters(plain(plain(text))) == letters(plain(text)) or "&" in plain(text)


@given(
    st.lists(st.sampled_from(["Moscow", "72", "Su-30", "5.48", "“so”", "—", "May"]), min_size=1, max_size=8),
    st.data(),
)
def test_any_run_of_words_is_found_in_its_text(words: list[str], data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(words) - 1))
    end = data.draw(st.integers(start + 1, len(words)))
    term = " ".join(words[start:end])
    if plain(term).strip("-"):
        assert found(plain(term).strip("-"), " ".join(words)) is not None
