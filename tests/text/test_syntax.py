"""What is typed is read as the algebra says, or refused with the column of the part in question."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sinoru.query.filters import LANGUAGE
from sinoru.text.query import (
    EMPTY,
    All,
    AnyOf,
    Field,
    Inside,
    Node,
    Not,
    Range,
    Term,
    alternatives,
    conjuncts,
    in_words,
    terms,
)
from sinoru.text.syntax import (
    Parsed,
    QueryFault,
    parse_query,
)
from sinoru.text.terms import MOST_CHARACTERS, MOST_TERMS, MOST_TOKENS, words_of


def read(typed: str) -> Node:
    return parse_query(typed, LANGUAGE).query


def texts(parsed: Parsed) -> list[list[str]]:
    """Give the words of what must match, each with its alternatives."""
    required = [item for item in conjuncts(parsed.query) if not isinstance(item, Not)]
    return [[term.text for term in alternatives(item)] for item in required]


def left_out(parsed: Parsed) -> list[str]:
    """Give the words that must not match."""
    return [item.item.text for item in conjuncts(parsed.query) if isinstance(item, Not)]


def only_term(parsed: Parsed) -> Term:
    (term,) = terms(parsed.query)
    return term


def fault(typed: str) -> QueryFault:
    with pytest.raises(QueryFault) as error:
        read(typed)
    return error.value


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
    term = only_term(parse_query(typed))
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
        ("Kosovo −NATO", [["Kosovo"]], ["NATO"]),
        ("Kosovo – NATO", [["Kosovo"], ["NATO"]], []),
        ("Kosovo NOT NATO", [["Kosovo"]], ["NATO"]),
        ("Kosovo AND NOT NATO", [["Kosovo"]], ["NATO"]),
        ("Kosovo NOT NOT NATO", [["Kosovo"], ["NATO"]], []),
        ("Kosovo -the", [["Kosovo"]], ["the"]),
        ("Kosovo -bomb*", [["Kosovo"]], ["bomb"]),
        ("Kosovo -su 30", [["Kosovo"]], ["su 30"]),
    ],
)
def test_a_minus_excludes(typed: str, groups: list[list[str]], excluded: list[str]) -> None:
    query = parse_query(typed)
    assert texts(query) == groups
    assert left_out(query) == excluded


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
        ('"bomb*"', ("bomb",), False),
    ],
)
def test_a_star_at_the_end_makes_a_prefix(typed: str, tokens: tuple[str, ...], *, prefix: bool) -> None:
    term = only_term(parse_query(typed))
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


@pytest.mark.parametrize("typed", ["who", "the who", "to be OR not to be", "or -NATO"])
def test_stop_words_stay_where_nothing_else_is_left(typed: str) -> None:
    query = parse_query(typed)
    assert terms(query.query)
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
    term = only_term(parse_query(typed))
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
    assert left_out(query) == ["30"]


@pytest.mark.parametrize(
    ("typed", "query"),
    [
        ("person:Yeltsin", Field("person", "Yeltsin")),
        ("Person:Yeltsin", Field("person", "Yeltsin")),
        ('by:"Yu Bin"', Field("by", "Yu Bin")),
        ('by:"Yu Bin', Field("by", "Yu Bin")),
        ("by:«Yu Bin»", Field("by", "Yu Bin")),
        ("-kind:visit", Not(Field("kind", "visit"))),
        ("person:-Yeltsin", Not(Field("person", "Yeltsin"))),
        ("person:Yeltsin-Jelzin", Field("person", "Yeltsin-Jelzin")),
        ("kind:(visit OR call)", AnyOf((Field("kind", "visit"), Field("kind", "call")))),
        ('person:("Li Peng" -Jiang)', All((Field("person", "Li Peng"), Not(Field("person", "Jiang"))))),
        ("date:1999-05", Field("date", "1999-05")),
        ("date:1999/2000", Field("date", "1999/2000")),
        ("date:1999..2000", Range("date", "1999", "2000")),
        ("date:1999..", Range("date", "1999", "")),
        ("date:..1999", Range("date", "", "1999")),
        ("date:>1999", Range("date", "1999", "", excludes_bound=True)),
        ('date:<="8 May 1999"', Range("date", "", "8 May 1999")),
        ("office:(country:Russia)", Inside("office", Field("country", "Russia"))),
        ("-office:(country:Russia)", Not(Inside("office", Field("country", "Russia")))),
        (
            "participant:(person:Yeltsin role:host)",
            Inside("participant", All((Field("person", "Yeltsin"), Field("role", "host")))),
        ),
    ],
)
def test_a_colon_after_the_name_of_a_field_makes_a_condition(typed: str, query: Node) -> None:
    assert read(typed) == query


@pytest.mark.parametrize(
    "typed",
    ["23:45", "NATO: a history", "kind: visit", "kind:", "https://example.org/kind:visit?a=(b)", "::"],
)
def test_any_other_colon_is_text(typed: str) -> None:
    assert all(isinstance(each, Term) for each in conjuncts(read(typed)) if each != EMPTY)


def test_a_name_that_is_no_field_is_reported() -> None:
    assert parse_query("colour:red kind:visit 23:45 NATO: x", LANGUAGE).unknown == ("colour:red",)


@pytest.mark.parametrize(
    ("typed", "same"),
    [
        ("a1 OR b1 c1", "(a1 OR b1) AND c1"),
        ("-a1 OR b1 c1", "((-a1) OR b1) c1"),
        ("NOT a1 b1", "(NOT a1) b1"),
        ("a1 OR -(b1 c1)", "(a1 OR (NOT (b1 AND c1)))"),
        ("((((a1))))", "a1"),
        ("-(-(-(a1)))", "-a1"),
        ("a1 (b1 (c1 d1))", "a1 b1 c1 d1"),
        ("（a1 OR b1）c1", "(a1 OR b1) c1"),
    ],
)
def test_not_binds_tighter_than_or_and_or_than_the_space(typed: str, same: str) -> None:
    assert read(typed) == read(same)


@pytest.mark.parametrize(
    ("typed", "pattern"),
    [
        ("*line", "*line"),
        ("hot*ne", "hot*ne"),
        ("*otli*", "*otli*"),
        ("Hot?ine", "hot?ine"),
        ("hot?ine?", "hot?ine"),
        ("**line", "*line"),
        ("К*лёв", "к*лев"),
    ],
)
def test_stars_and_question_marks_inside_a_word_are_wildcards(typed: str, pattern: str) -> None:
    term = only_term(parse_query(typed))
    assert (term.pattern, term.text) == (pattern, typed)


@pytest.mark.parametrize(
    "typed", ["what?", "?", "why ? who", "a1 * b1", "谁？何时", "https://example.org/a?b"]
)
def test_other_stars_and_question_marks_are_text(typed: str) -> None:
    assert not any(term.pattern or term.prefix for term in terms(read(typed)))


def test_nearness_and_a_spelling() -> None:
    near, spelt, phrase = terms(read('"hotline call"~5 =US ="of the"'))
    assert (near.near, near.tokens) == (5, ("hotlin", "call"))
    assert (spelt.exact, spelt.text) == (True, "US")
    assert (phrase.exact, phrase.phrase) == (True, True)


@pytest.mark.parametrize(
    ("typed", "column", "why", "advice"),
    [
        ("(a1 OR", 4, "'OR' has no word after it", "Add one"),
        ("x1 (a1", 3, "'(' is not closed", "Add ')'"),
        ("a1)", 2, "')' closes no parenthesis", "Remove it"),
        ("a1 ()", 3, "has no word in it", "remove the parentheses"),
        ("a1 (…)", 3, "has no word in it", "remove the parentheses"),
        ("president(s)", 9, "is inside a word", "Put a space before it"),
        ("总统（代）", 2, "is inside a word", "Put a space before it"),
        ("OR", 0, "'OR' has no word before it", "remove it"),
        ("OR a1", 0, "'OR' has no word before it", "'\"OR\"'"),
        ("a1 OR OR b1", 6, "'OR' has no word before it", "remove it"),
        ("a1 AND", 3, "'AND' has no word after it", "remove it"),
        ("a1 NOT", 3, "'NOT' has no word after it", "remove it"),
        ("(a1 NOT) b1", 4, "'NOT' has no word after it", "remove it"),
        ("Kosovo - bombing", 7, "'-' is not next to a word", "type -bombing"),
        ("Kosovo -", 7, "'-' is not next to a word", "Remove it"),
        ("a1 hotline NEAR/5 call", 11, "is not an operator here", '"hotline call"~5'),
        ('"hotline call"~', 0, "has no number", '"hotline call"~5'),
        ('"hotline call"~1.5', 0, "has no whole number", '"hotline call"~5'),
        ('"hotline call"~1,5 talk', 0, "has no whole number", '"hotline call"~5'),
        ('"hotline call" ~3', 15, "is not next to the phrase", "Remove the space"),
        ("hotline~2", 0, "ends with '~'", "Type 'hotline'"),
        ("hotline^3", 0, "ends with '^'", "Type 'hotline'"),
        ("x1 a|b", 4, "does not join words", "Type OR"),
        ("!bombing", 0, "begins with '!'", "type -bombing"),
        ("/hot.+e/", 0, "regular expression", "Type words"),
        ("a1 ANDNOT b1", 3, "is not an operator here", "Type NOT"),
        ("=hot*", 0, "which has no wildcard", "Leave out"),
        ("a1 s?b-c", 3, "a single word", "Type more letters"),
        ("x*", -1, "", ""),
        ("*x", 0, "a single word of 2 letters", "Type more letters"),
        ("a1 kind:>", 3, "'kind:' has no value", "kind:word"),
        ("office:minister", 0, "needs its conditions in parentheses", "Add them"),
        ("person:(Yelts*)", 0, "cannot be a value of person:", "Use whole words"),
    ],
)
def test_a_fault_is_where_its_column_says(typed: str, column: int, why: str, advice: str) -> None:
    if column < 0:
        read(typed)
        return
    found = fault(typed)
    assert why in str(found)
    assert advice in str(found)
    assert found.column == column


@pytest.mark.parametrize(
    "typed",
    [
        "word " * (MOST_TERMS + 1),
        f'"{"a " * (MOST_TOKENS + 1)}"',
        "x" * (MOST_CHARACTERS + 1),
        "kind:x " * (MOST_TERMS + 1),
    ],
)
def test_a_query_that_is_too_long_is_refused_and_not_cut(typed: str) -> None:
    assert "is too long" in str(fault(typed))
    assert len(str(fault(typed))) < 250


def test_a_query_is_nested_as_deeply_as_engines_can_take() -> None:
    assert read("(a1 OR (b1 " * 8 + "c1" + "))" * 8)
    found = fault("x1 " + "(a1 OR (b1 " * 9 + "c1" + "))" * 9)
    assert ("more than 16 groups" in str(found), found.column) == (True, 3)


def test_a_long_but_usual_query_is_read() -> None:
    assert len(terms(read(" ".join(f"word{number}" for number in range(MOST_TERMS))))) == MOST_TERMS


@pytest.mark.parametrize(
    "typed",
    [
        "(" * 10_000,
        ")" * 10_000,
        "(" * 4_999 + "a1" + ")" * 4_999,
        "-(" * 3_000 + "a1" + ")" * 3_000,
        "(a1 OR " * 60 + "b1" + ")" * 60,
        "person:(" * 1_000 + "a1" + ")" * 1_000,
        "NOT " * 2_500,
        "OR " * 3_000,
        '"' * 10_000,
        "-" * 10_000,
        "*" * 10_000,
        "~" * 10_000,
        "a?" * 5_000,
        "a:" * 5_000,
        "://" * 3_000,
        " " * 10_000,
        "\0\ud800a\udcffb ﷺ \u202e {x} %s \\ x'; DROP TABLE text; --",
    ],
)
def test_hostile_queries_are_read_or_refused_and_nothing_else(typed: str) -> None:
    try:
        query = read(typed)
    except QueryFault as found:
        assert 0 <= found.column < len(typed)  # noqa: PT017
    else:
        assert read(in_words(query)) == query


@pytest.mark.parametrize("typed", ["…", "?!", "—", "\0", "", "   ", '""', '"', "* *"])
def test_what_has_no_letter_or_digit_asks_for_nothing(typed: str) -> None:
    assert read(typed) == EMPTY


def test_plain_words_have_no_operators() -> None:
    query = words_of('minister (acting) OR -x "kind:visit" su 30 the')
    assert [term.text for term in terms(query)] == ["minister", "acting", "x", "kind:visit", "su 30"]
    assert terms(words_of("word " * 200_000))


WORDS = ("Yeltsin", "Su-30", "su", "30", "the", "U.S.", "中国", "Xi'an", "1,200", "OR", "AND", "NOT", "NEAR")
SIGNS = (
    '"',
    "-",
    "*",
    "?",
    "(",
    ")",
    ":",
    "=",
    "~3",
    "..",
    ">",
    "<",
    " ",
    "kind:",
    "date:",
    "office:(title:",
    "@",
)
typings = st.lists(st.sampled_from((*WORDS, *SIGNS)) | st.text(max_size=3), max_size=20).map("".join)
spaced = st.lists(st.sampled_from((*WORDS, *SIGNS)), max_size=12).map(" ".join)


@settings(deadline=None, max_examples=500)
@given(typings | spaced)
def test_a_query_is_read_again_as_it_is_printed(typed: str) -> None:
    try:
        query = read(typed)
    except QueryFault as found:
        assert 0 <= found.column <= len(typed)  # noqa: PT017
        return
    assert read(in_words(query)) == query


@pytest.mark.parametrize(
    ("typed", "column", "part"),
    [
        ("hotline -& Yeltsin", 8, "'-' has no word after it"),
        ('hotline -"" Yeltsin', 8, "'-' has no word after it"),
        ("hotline NOT ? Yeltsin", 8, "'NOT' has no word after it"),
        ("hotline OR … Yeltsin", 8, "'OR' has no word after it"),
        ("hotline & OR Yeltsin", 10, "'OR' has no word before it"),
        ('person:"" x', 0, "'person:' has no value"),
        ('"hotline call"*~5', 0, "cannot have both"),
        ('x "hotline call"~5*', 2, "cannot have both"),
        ("x office:(kind:visit)", 10, "'kind:' cannot be used in the brackets of office:"),
        ("kind:(person:Yeltsin)", 6, "'person:' cannot be used in the brackets of kind:"),
    ],
)
def test_an_operator_is_never_read_with_a_word_further_on(typed: str, column: int, part: str) -> None:
    found = fault(typed)
    assert part in str(found)
    assert found.column == column


def test_two_negations_are_none() -> None:
    assert read("hotline NOT -bombing") == read("hotline bombing") == read("hotline -(-bombing)")


@pytest.mark.parametrize("dash", "-−–－‐‑")
def test_every_dash_before_a_word_leaves_it_out(dash: str) -> None:
    assert read(f"hotline {dash}bombing") == read("hotline -bombing")


@pytest.mark.parametrize("typed", ["person：Yeltsin", "Person:Yeltsin", "person:“Yeltsin”"])
def test_a_field_may_be_typed_with_wide_signs(typed: str) -> None:
    assert read(typed) == Field("person", "Yeltsin")


@pytest.mark.parametrize(
    ("typed", "unknown"),
    [
        ("colour:red", "colour:red"),
        ('colour:"dark red" x', 'colour:"dark red"'),
        ("colour:(red OR blue)", "colour:"),
        ("цвет:красный", "цвет:красный"),
    ],
)
def test_what_looks_like_a_field_and_is_none_is_told(typed: str, unknown: str) -> None:
    assert parse_query(typed, LANGUAGE).unknown == (unknown,)


def test_bounds_that_no_field_has_are_told() -> None:
    parsed = parse_query("date:1999 .. 2000 >1998 <= 1999..2001 date:>1999 ... '90s a>b", LANGUAGE)
    assert parsed.unbound == ("..", ">1998", "<=", "1999..2001")


def test_a_field_without_a_value_next_to_it_is_told_to_be_a_word() -> None:
    parsed = parse_query("person: Yeltsin", LANGUAGE)
    assert parsed.unvalued == ("person:",)
    assert texts(parsed) == [["person"], ["Yeltsin"]]
    for title in ("NATO: a history", "23:45", "https://example.org/a?b=(c)"):
        assert not parse_query(title, LANGUAGE).unvalued + parse_query(title, LANGUAGE).unknown


@pytest.mark.parametrize("signs", ["***", "*?*", "*%*", "&", "…"])
def test_signs_alone_are_punctuation(signs: str) -> None:
    assert read(f"{signs} hotline") == read("hotline")


def test_too_many_groups_are_refused_whatever_the_parentheses() -> None:
    nested = "a"
    for number in range(20):
        nested = f"（b{number} OR {nested}） c{number}"
    assert fault(nested).column == 0
