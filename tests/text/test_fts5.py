from collections.abc import Callable, Sequence

import pytest

from sinoru.index.sqlite import to_fts5
from sinoru.query.search import text_condition
from sinoru.text.syntax import Query, Term, parse_query, relaxed

Finds = Callable[[str, str], bool]


@pytest.mark.parametrize(
    ("typed", "expression"),
    [
        ("Yeltsin", '("yeltsin")'),
        ("Yeltsin Jiang", '("yeltsin") AND ("jiang")'),
        ("Yeltsin OR Jiang bombing", '("yeltsin" OR "jiang") AND ("bomb")'),
        ("Su30", '("su 30")'),
        ('"Security Council"', '("secur council")'),
        ("visit -NATO -EU", '(("visit")) NOT ("nato" OR "eu")'),
        ("dipl*", '({title text} : "dipl" *)'),
        ("bombings*", '({title text} : "bombings" * OR "bomb")'),
        ("北约", '("北 约")'),
    ],
)
def test_the_expression_says_what_is_joined_how(typed: str, expression: str) -> None:
    assert to_fts5(text_condition(parse_query(typed))) == expression


@pytest.mark.parametrize("typed", ["", "🙂", "-NATO", '-"Security Council" -EU', "* \0"])
def test_nothing_wanted_is_no_expression(typed: str) -> None:
    assert text_condition(parse_query(typed)) is None


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
        ("NEAR(embassy", "near embassy"),
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
    query = relaxed(parse_query("Stepashin Primakov -NATO"))
    assert matches("Primakov resigned", to_fts5(text_condition(query)))
    assert not matches("Primakov and NATO", to_fts5(text_condition(query)))
    assert not matches("Chernomyrdin", to_fts5(text_condition(query)))


def entities(term: Term) -> Sequence[str]:
    return {"Eltsine": ("e17", "e18"), "Nato": ('e"2',)}.get(term.text, ())


def test_tokens_of_entities_do_for_a_term() -> None:
    expression = to_fts5(text_condition(parse_query("Eltsine visit"), entities))
    assert expression == '("eltsin" OR "e17" OR "e18") AND ("visit")'


def test_tokens_of_entities_are_excluded_too() -> None:
    assert (
        to_fts5(text_condition(parse_query("visit -Eltsine"), entities))
        == '(("visit")) NOT ("eltsin" OR "e17" OR "e18")'
    )


def test_given_tokens_cannot_break_the_expression(matches: Finds) -> None:
    assert not matches("visit", to_fts5(text_condition(parse_query("Nato"), entities)))


@pytest.mark.parametrize("asked", [lambda query: query, relaxed])
def test_the_longest_query_is_not_too_much_for_sqlite(
    matches: Finds, asked: Callable[[Query], Query]
) -> None:
    phrases = " ".join(f'"{" ".join(f"w{number}x{place}" for place in range(12))}"' for number in range(60))
    assert not matches("visit", to_fts5(text_condition(asked(parse_query(phrases)))))
    assert not matches("visit", to_fts5(text_condition(asked(parse_query("a OR b c -d " * 100)))))
