import msgspec
import pytest

from sinoru.text.syntax import MOST_CHARACTERS, MOST_TERMS, MOST_TOKENS, Query, parse_query, relaxed


def texts(query: Query) -> list[list[str]]:
    return [[term.text for term in group] for group in query.all]


@pytest.mark.parametrize(
    ("typed", "groups"),
    [
        ("Yeltsin", [["Yeltsin"]]),
        ("Yeltsin Jiang", [["Yeltsin"], ["Jiang"]]),
        ("Yeltsin, Jiang!", [["Yeltsin"], ["Jiang"]]),
        ("Sino-Russian trade", [["Sino-Russian"], ["trade"]]),
        ("Yeltsin OR Jiang", [["Yeltsin", "Jiang"]]),
        ("Yeltsin OR Jiang OR Zhu bombing", [["Yeltsin", "Jiang", "Zhu"], ["bombing"]]),
        ("visit Moscow OR Beijing 1999", [["visit"], ["Moscow", "Beijing"], ["1999"]]),
        ("(Moscow OR Beijing) visit", [["Moscow", "Beijing"], ["visit"]]),
        ('"Security Council" OR NATO', [["Security Council", "NATO"]]),
        ("Moscow AND Beijing", [["Moscow"], ["Beijing"]]),
        ("Moscow OR OR Beijing", [["Moscow", "Beijing"]]),
        ("moscow or beijing", [["moscow"], ["beijing"]]),
        ("", []),
        ("   ", []),
    ],
)
def test_words_are_all_wanted_and_or_gives_a_choice(typed: str, groups: list[list[str]]) -> None:
    assert texts(parse_query(typed)) == groups


@pytest.mark.parametrize(
    "typed",
    [
        '"security council"',
        "“security council”",
        "«security council»",
        "„security council“",
        "「security council」",
    ],
)
def test_quotes_of_any_kind_make_a_phrase(typed: str) -> None:
    ((term,),) = parse_query(typed).all
    assert term.text == "security council"
    assert term.tokens == ("secur", "council")
    assert term.phrase


@pytest.mark.parametrize(
    ("typed", "groups"),
    [
        ('"security council', [["security council"]]),
        ('Kosovo "security council', [["Kosovo"], ["security council"]]),
        ('security council"', [["security"], ["council"]]),
        ('"security" council"', [["security"], ["council"]]),
        ('""', []),
        ('"', []),
        ('" "', []),
        ('foo"security council"bar', [["foo"], ["security council"], ["bar"]]),
    ],
)
def test_a_quote_that_nothing_closes_runs_to_the_end(typed: str, groups: list[list[str]]) -> None:
    assert texts(parse_query(typed)) == groups


@pytest.mark.parametrize(
    ("typed", "groups", "excluded"),
    [
        ("Kosovo -NATO", [["Kosovo"]], ["NATO"]),
        ('Kosovo -"Security Council"', [["Kosovo"]], ["Security Council"]),
        ("-NATO Kosovo -embassy", [["Kosovo"]], ["NATO", "embassy"]),
        ("-NATO", [], ["NATO"]),
        ("Kosovo --NATO", [["Kosovo"]], ["NATO"]),
        ("Kosovo - NATO", [["Kosovo"], ["NATO"]], []),
        ("Kosovo -the", [["Kosovo"]], ["the"]),
        ("Kosovo -bomb*", [["Kosovo"]], ["bomb"]),
        ("Kosovo OR -NATO Serbia", [["Kosovo"], ["Serbia"]], ["NATO"]),
        ("-NATO OR Serbia", [["Serbia"]], ["NATO"]),
        ("Kosovo -su 30", [["Kosovo"]], ["su 30"]),
    ],
)
def test_a_minus_excludes(typed: str, groups: list[list[str]], excluded: list[str]) -> None:
    query = parse_query(typed)
    assert texts(query) == groups
    assert [term.text for term in query.none] == excluded


@pytest.mark.parametrize(
    ("typed", "tokens", "prefix"),
    [
        ("bomb*", ("bomb",), True),
        ("Bombings*", ("bombings",), True),
        ("Su-3*", ("su", "3"), True),
        ("su 3*", ("su", "3"), True),
        ('"security counc"*', ("secur", "counc"), True),
        ("treaties-visits*", ("treati", "visits"), True),
        ("北*", ("北",), True),
        ("*bomb", ("bomb",), False),
        ("bo*mb", ("bo", "mb"), False),
        ('"bomb*"', ("bomb",), False),
    ],
)
def test_a_star_at_the_end_makes_a_prefix(typed: str, tokens: tuple[str, ...], *, prefix: bool) -> None:
    ((term,),) = parse_query(typed).all
    assert term.tokens == tokens
    assert term.prefix == prefix


@pytest.mark.parametrize(
    ("typed", "groups", "ignored"),
    [
        ("what did Jiang say", [["Jiang"]], ["what", "did", "say"]),
        ("how many Su-30s did China buy?", [["Su-30s"], ["China"], ["buy"]], ["how", "many", "did"]),
        ("Who was the prime minister", [["prime"], ["minister"]], ["Who", "was", "the"]),
        ("What's the hotline?", [["hotline"]], ["What", "the"]),
        ("the Treaty of the Hague", [["Treaty"], ["Hague"]], ["the", "of"]),
        ("the OR Kosovo", [["Kosovo"]], ["the"]),
        ("8 May 1999", [["8"], ["May"], ["1999"]], []),
        ("US embassy", [["US"], ["embassy"]], []),
        ('"the bombing"', [["the bombing"]], []),
        ('"the" bombing', [["the"], ["bombing"]], []),
        ("state-of-the-art", [["state-of-the-art"]], []),
        ("the* bombing", [["the"], ["bombing"]], []),
    ],
)
def test_stop_words_are_ignored_and_said_to_be(
    typed: str, groups: list[list[str]], ignored: list[str]
) -> None:
    query = parse_query(typed)
    assert texts(query) == groups
    assert list(query.ignored) == ignored


@pytest.mark.parametrize("typed", ["who", "the who", "to be OR not to be", "OR", "AND", "or -NATO"])
def test_stop_words_stay_where_nothing_else_is_left(typed: str) -> None:
    query = parse_query(typed)
    assert query.all
    assert query.ignored == ()


@pytest.mark.parametrize(
    ("typed", "tokens"),
    [
        ("su 30", ("su", "30")),
        ("Su30", ("su", "30")),
        ("SU-30s", ("su", "30")),
        ("su 30s", ("su", "30")),
        ("MiG 29", ("mig", "29")),
        ("s 300", ("s", "300")),
        ("Су 30", ("су", "30")),
        ("su 30mki", ("su", "30", "mki")),
    ],
)
def test_a_designator_is_one_term_with_or_without_a_space(typed: str, tokens: tuple[str, ...]) -> None:
    ((term,),) = parse_query(typed).all
    assert term.tokens == tokens
    assert not term.phrase


@pytest.mark.parametrize(
    ("typed", "groups"),
    [
        ("8 May 10", [["8"], ["May"], ["10"]]),
        ("May 10", [["May"], ["10"]]),
        ("mar 24", [["mar"], ["24"]]),
        ("by 10", [["10"]]),
        ("UNSC 99", [["UNSC"], ["99"]]),
        ("un 1244", [["un"], ["1244"]]),
        ("resolution 1244", [["resolution"], ["1244"]]),
        ('su "30"', [["su"], ["30"]]),
        ('"su" 30', [["su"], ["30"]]),
        ("su* 30", [["su"], ["30"]]),
        ("30 su", [["30"], ["su"]]),
        ("su OR 30", [["su", "30"]]),
        ("Sino-US 30", [["Sino-US"], ["30"]]),
        ("su 27 30", [["su 27"], ["30"]]),
        ("su 30 OR mig 29 India", [["su 30", "mig 29"], ["India"]]),
    ],
)
def test_dates_and_other_numbers_are_no_designators(typed: str, groups: list[list[str]]) -> None:
    assert texts(parse_query(typed)) == groups


def test_a_number_that_is_excluded_joins_no_designator() -> None:
    query = parse_query("su -30")
    assert texts(query) == [["su"]]
    assert [term.text for term in query.none] == ["30"]


@pytest.mark.parametrize(
    "typed",
    [
        "NEAR(",
        "foo:bar",
        "^x",
        "*",
        "a*b*",
        "- -- ---",
        "-",
        '-"',
        '"*',
        "AND OR NOT",
        "(((",
        "{x}",
        "🙂",
        "\0",
        "\ud800",
        "a\udcffb",
        "x'; DROP TABLE text; --",
        "\\",
        "%s",
        "\u202e",
        "ﷺ",
        "OR OR",
    ],
)
def test_no_input_is_an_error(typed: str) -> None:
    query = parse_query(typed)
    assert msgspec.json.decode(msgspec.json.encode(query), type=Query) == query


def test_what_has_no_letter_or_digit_asks_for_nothing() -> None:
    assert parse_query("🙂 ?! * — \0") == Query()


@pytest.mark.parametrize(
    "typed",
    [
        "word " * 200_000,
        "a-" * 500_000,
        '"' * 1_000_000,
        '"' + "word " * 200_000,
        "x" * 1_000_000,
        "-a " * 300_000,
    ],
)
def test_a_megabyte_is_cut_and_said_to_be(typed: str) -> None:
    query = parse_query(typed)
    assert query.cut
    assert len(query.all) + len(query.none) <= MOST_TERMS
    assert all(len(term.tokens) <= MOST_TOKENS for group in query.all for term in group)


def test_a_long_but_usual_query_is_not_cut() -> None:
    words = [f"word{number}" for number in range(MOST_TERMS)]
    query = parse_query(" ".join(words))
    assert not query.cut
    assert len(query.all) == MOST_TERMS
    assert parse_query(" ".join([*words, "more"])).cut
    assert parse_query(" " * MOST_CHARACTERS + "x").cut
    assert parse_query(f'"{"a " * (MOST_TOKENS + 1)}"').cut


def test_relaxed_asks_for_any_of_the_terms() -> None:
    query = parse_query('Stepashin OR Primakov "prime minister" the visit -NATO')
    assert texts(relaxed(query)) == [["Stepashin", "Primakov", "prime minister", "visit"]]
    assert relaxed(query).none == query.none
    assert relaxed(query).ignored == ("the",)


def test_relaxed_leaves_nothing_and_one_word_as_they_are() -> None:
    assert relaxed(parse_query("")) == Query()
    assert relaxed(parse_query("-NATO")) == parse_query("-NATO")
    assert relaxed(parse_query("Kosovo")) == parse_query("Kosovo")
