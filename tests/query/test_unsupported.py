"""Queries with operators that are not supported are refused, and never read as something else."""

import pytest

from sinoru.query.unsupported import find_unsupported
from sinoru.text.syntax import MOST_CHARACTERS, MOST_TERMS, MOST_TOKENS


@pytest.mark.parametrize(
    ("typed", "part", "advice"),
    [
        ("NOT bombing", "'NOT'", "type -bombing"),
        ("Kosovo NOT bombing", "'NOT'", "type -bombing"),
        ('Kosovo AND NOT "the embassy"', "'NOT'", 'type -"the embassy"'),
        ("Kosovo NOT (a b)", "'NOT'", "Type - before each word"),
        ("Rambouillet OR (Kosovo Kumanovo)", "'(Kosovo'", "'\"Kosovo Kumanovo\"'"),
        ("President (acting)", "'(acting)'", "Remove the parentheses"),
        ("president(s)", "'president(s)'", "Remove the parentheses"),
        ("总统（代）", "'总统（代）'", "Remove the parentheses"),
        ("-(a b)", "'-(a'", "Remove the parentheses"),
        ("*line", "'*line'", "Type the whole word"),
        ("hot*ne", "'hot*ne'", "'hot*'"),
        ("a *", "'*'", "Type the whole word"),
        ("part＊", "'part＊'", "'part*'"),
        ("hot?ine", "'hot?ine'", "'hot*'"),
        ("?otline", "'?otline'", "Type the whole word"),
        ('"hotline talk"~3', '"hotline talk"~3', "Remove '~3'"),
        ('"hotline talk" ~3', '"hotline talk"~3', "Remove '~3'"),
        ("hotline NEAR call", "'NEAR'", "Remove it"),
        ("hotline NEAR/5 call", "'NEAR/5'", "Remove it"),
        ("hotline~", "'hotline~'", "Type 'hotline'"),
        ("hotline~2", "'hotline~2'", "Type 'hotline'"),
        ("hotline^3", "'hotline^3'", "Type 'hotline'"),
        ("=hotline", "'=hotline'", "Type 'hotline'"),
        ("a | b", "'|'", "Type OR"),
        ("a|b", "'|'", "Type OR"),
        ("!bombing", "'!bombing'", "type -bombing"),
        ("Kosovo −bombing", "'−bombing'", "type -bombing"),
        ('Kosovo –"the embassy"', '–"the embassy"', 'type -"the embassy"'),
        ("Kosovo - bombing", "'-'", "type -bombing"),
        ("Kosovo -", "'-'", "Remove it"),
        ("Kosovo OR -bombing", "'OR'", "'-bombing'"),
        ("/hot.+e/", "'/hot.+e/'", "Type words"),
        ("person:Yeltsin", "'person:Yeltsin'", "Use the filter person"),
        ("embassy kind:visit", "'kind:visit'", "Use the filter kind"),
    ],
)
def test_what_is_not_supported_is_refused_with_what_to_type(typed: str, part: str, advice: str) -> None:
    why = find_unsupported(typed)
    assert why.startswith(part)
    assert advice in why


@pytest.mark.parametrize(
    "typed",
    [
        "Su-27*",
        'Kosovo -bomb* "security counc"* OR NATO',
        "how many Su-30s did China buy?",
        "what is the hotline?",
        "谁？何时",
        '"President (acting)"',
        "“hot*ne (NOT) a|b”",
        '"-72"',
        "23:45 1999-05-08",
        "https://example.org/a?b=(c)",
        "R&D AND C++",
        "Kosovo NOT",
        "NEAR",
        "OR Kosovo",
        "北*",
        "~50 km",
        "",
        "   ",
    ],
)
def test_what_is_supported_and_what_is_text_is_not_refused(typed: str) -> None:
    assert find_unsupported(typed) == ""


@pytest.mark.parametrize("typed", ["-72", "-bombing", "-1", '-"72"', "-a -b"])
def test_only_words_to_leave_out_are_refused_with_the_way_to_type_a_dash(typed: str) -> None:
    why = find_unsupported(typed)
    assert "only words to leave out" in why
    literal = why.rpartition(": ")[2]
    assert literal.startswith("'\"-")
    assert find_unsupported(literal.strip("'")) == ""


@pytest.mark.parametrize("typed", ["...", '""', "🙂", "\\"])
def test_a_query_without_letters_is_refused(typed: str) -> None:
    assert "no letter or digit" in find_unsupported(typed)


@pytest.mark.parametrize(
    "typed",
    ["word " * (MOST_TERMS + 1), f'"{"a " * (MOST_TOKENS + 1)}"', "x" * (MOST_CHARACTERS + 1)],
)
def test_a_query_that_is_too_long_is_refused_and_not_cut(typed: str) -> None:
    why = find_unsupported(typed)
    assert "is too long" in why
    assert len(why) < 250
