import pytest

from sinoru.query.search import relaxed
from sinoru.text.highlight import find_matches, mark_matches
from sinoru.text.query import terms
from sinoru.text.syntax import parse_query


def marked(text: str, typed: str) -> str:
    """Write the matched runs in square brackets."""
    return "".join(
        f"[{run}]" if matched else run for run, matched in mark_matches(text, parse_query(typed).query)
    )


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("Su30", "India's [Su-30s], Su-27s and [Su 30]MKIs"),
        ("su 30s", "the [SU-30]."),
        ("bombing", "They [bombed]; [bombings] and a bomber"),
        ("Yeltsin", "[Yeltsin]’s call to [YELTSIN]"),
        ("1990", "the early [1990s] and [1990's]"),
        ("1,200", "[1200] or [1,200] or 1,2000"),
        ("10.5", "up [10.5]%, not 10, nor 5"),
        ("US", "a [U.S.]-led force of the [U.S]"),
        ("lodz", "in [Łódź]"),
        ("Королев", "Сергей [Королёв]"),
        ("北约", "[北约]轰炸，约北"),
        ("naive", "a [nai\u0308ve] view"),
        ("1/2", "[½] and [1⁄2]"),
        ("Sino-Russian", "[Sino-Russian], [Sino Russian], Russian"),
    ],
)
def test_what_the_index_finds_is_marked(typed: str, expected: str) -> None:
    assert marked(expected.replace("[", "").replace("]", ""), typed) == expected


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ('"security council"', "the [Security Council], security and the council"),
        ('"the bombing"', "the embassy, [the bombing], a bombing"),
        ("security council", "the [Security] [Council]"),
        ("the embassy", "the [embassy]"),
        ("Moscow OR Beijing", "from [Moscow] to [Beijing]"),
        ("embassy -NATO", "the [embassy] and NATO"),
        ('"to the embassy" embassy', "[to the embassy], an [embassy]"),
        ('"a b" "b c"', "[a b c], b"),
        ("北 约", "[北约]"),
        ("-NATO", "NATO"),
        ("", "NATO"),
        ("NATO", ""),
    ],
)
def test_only_what_was_wanted_is_marked(typed: str, expected: str) -> None:
    assert marked(expected.replace("[", "").replace("]", ""), typed) == expected


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("dipl*", "[diplomats], [Diplomacy], a plomb"),
        ("politic*", "[political] [politicians], [politics] and polity"),
        ("happi*", "[happy]"),
        ("bombings*", "[bombed] and [bombings]"),
        ("Su-3*", "[Su-30s], [Su-35] and Su-27"),
        ('"security counc"*', "the [security councils], a council"),
    ],
)
def test_a_prefix_marks_the_whole_word(typed: str, expected: str) -> None:
    assert marked(expected.replace("[", "").replace("]", ""), typed) == expected


def test_runs_alternate_and_none_is_empty() -> None:
    runs = mark_matches("NATO bombs NATO", parse_query("NATO").query)
    assert runs == [("NATO", True), (" bombs ", False), ("NATO", True)]
    assert mark_matches("", parse_query("NATO").query) == []
    assert mark_matches("peace", parse_query("NATO").query) == [("peace", False)]


def test_a_relaxed_query_marks_the_same() -> None:
    text = "Stepashin and Primakov"
    query = parse_query("Primakov Stepashin Chernomyrdin").query
    assert mark_matches(text, relaxed(query)) == mark_matches(text, query)


def test_matches_say_which_term_they_are_of() -> None:
    text = "Yeltsin flew Su-30s; Yeltsin's aide did not"
    found = [
        (text[match.start : match.end], match.term.text)
        for match in find_matches(text, terms(parse_query("su30 yeltsin").query))
    ]
    assert found == [("Yeltsin", "yeltsin"), ("Su-30s", "su30"), ("Yeltsin", "yeltsin")]
