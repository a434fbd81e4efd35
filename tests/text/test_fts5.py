from collections.abc import Callable

import pytest

from sinoru.query.search import relaxed
from sinoru.text.query import Node
from sinoru.text.syntax import parse_query
from tests.text.conftest import expression_of

Finds = Callable[[str, str], bool]


@pytest.mark.parametrize(
    ("typed", "expression"),
    [
        ("Yeltsin", '"yeltsin"'),
        ("Yeltsin Jiang", '("yeltsin" AND "jiang")'),
        ("Yeltsin OR Jiang bombing", '(("yeltsin" OR "jiang") AND "bomb")'),
        ("Yeltsin OR (Jiang bombing -visit)", '("yeltsin" OR (("jiang" AND "bomb") NOT ("visit")))'),
        ("Su30", '"su 30"'),
        ('"Security Council"', '"secur council"'),
        ("visit -NATO -EU", '(("visit") NOT ("nato" OR "eu"))'),
        ("dipl*", '{title text} : "dipl" *'),
        ("bombings*", '({title text} : "bombings" * OR "bomb")'),
        ("北约", '"北 约"'),
    ],
)
def test_the_expression_says_what_is_joined_how(typed: str, expression: str) -> None:
    assert expression_of(parse_query(typed).query) == expression


@pytest.mark.parametrize("typed", ["", "…", "-NATO", '-"Security Council" -EU', "* \0", "-(NATO OR EU)"])
def test_nothing_wanted_is_no_expression(typed: str) -> None:
    assert expression_of(parse_query(typed).query) == ""


@pytest.mark.parametrize(
    ("typed", "text"),
    [
        ("embassy bombing", "The bombing of the embassy"),
        ("bombing OR shelling", "shelling began"),
        ("embassy bombing OR shelling", "the embassy was shelled"),
        ('"security council"', "the Security Council met"),
        ('"Security Councils"', "the security council met"),
        ("embassy -consulate", "the embassy"),
        ('embassy -"state visit"', "the embassy; a visit of state"),
        ("dipl*", "a diplomatic note"),
        ("bombings*", "it was bombed"),
        ("treaties*", "the treaty"),
        ("happy*", "happiness"),
        ("politic*", "political"),
        ("Su-3*", "Su-30s"),
        ("su 3*", "Su-35"),
        ('"security counc"*', "the security council"),
        ("what did the embassy say", "embassy"),
        ("the", "the embassy"),
        ("title:embassy", "the title: embassy"),
        ("and/or", "and or"),
    ],
)
def test_what_is_asked_is_found(finds: Finds, typed: str, text: str) -> None:
    assert finds(typed, text)


@pytest.mark.parametrize(
    ("typed", "text"),
    [
        ("embassy bombing", "The embassy"),
        ('"council security"', "the Security Council met"),
        ('"security council"', "security of the council"),
        ("embassy -consulate", "the embassy and the consulate"),
        ("embassy -consulate -treaty", "the embassy treaty"),
        ("bombing OR shelling -embassy", "shelling of embassies"),
        ('embassy -"state visit"', "the embassy; a state visit"),
        ("embassy -su 30", "the embassy bought Su-30s"),
        ("embassy -dipl*", "the embassy's diplomats"),
        ("Su-3*", "Su-27"),
        ("state-of-the-art", "the art of state"),
    ],
)
def test_what_is_not_asked_is_not_found(finds: Finds, typed: str, text: str) -> None:
    assert not finds(typed, text)


def test_a_relaxed_query_finds_a_text_with_any_term(matches: Finds) -> None:
    expression = expression_of(relaxed(parse_query("Stepashin Primakov -NATO").query))
    assert matches("Primakov resigned", expression)
    assert not matches("Primakov and NATO", expression)
    assert not matches("Chernomyrdin", expression)


@pytest.mark.parametrize("asked", [lambda query: query, relaxed])
def test_the_longest_query_is_not_too_much_for_sqlite(matches: Finds, asked: Callable[[Node], Node]) -> None:
    phrases = " ".join(f'"{" ".join(f"w{number}x{place}" for place in range(12))}"' for number in range(60))
    assert not matches("visit", expression_of(asked(parse_query(phrases).query)))
    assert not matches("visit", expression_of(asked(parse_query("a OR b c -d " * 16).query)))
    assert not matches("visit", expression_of(parse_query("(x1 OR (x2 -x3 " * 5 + "x4" + "))" * 5).query))
