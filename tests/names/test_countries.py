"""States by name, code and adjective, and the state that an office belongs to."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from unicodedata import normalize

import pytest
from babel import Locale
from babel.core import get_global
from hypothesis import given
from hypothesis import strategies as st

from sinoru.names import countries
from sinoru.names.countries import State, plain_name, split_state, states_called, states_described

TABLE = (Path(countries.__file__).parent / "tables" / "countries.tsv").read_text(encoding="utf-8")
LINES = [line.split("\t") for line in TABLE.splitlines()]
STATES = [states for line in LINES for states in states_called(line[0]) if states.name == line[0]]
TODAY = [line for line in LINES[:199] if line[1]]

AMBIGUOUS = {
    "korea": {"North Korea", "South Korea"},
    "congo": {"Democratic Republic of the Congo", "Republic of the Congo"},
    "конго": {"Democratic Republic of the Congo", "Republic of the Congo"},
    "刚果": {"Democratic Republic of the Congo", "Republic of the Congo"},
    "剛果": {"Democratic Republic of the Congo", "Republic of the Congo"},
    "federal republic of germany": {"Germany", "West Germany"},
    "фрг": {"Germany", "West Germany"},
    "cs": {"Czechoslovakia", "Serbia and Montenegro"},
}
AMBIGUOUS_ADJECTIVES = {
    "korean": {"North Korea", "South Korea"},
    "congolese": {"Democratic Republic of the Congo", "Republic of the Congo"},
    "dominican": {"Dominica", "Dominican Republic"},
}
NAMED_OTHERWISE_BY_CLDR = {"CD", "CG", "HK", "MO", "PS", "VC"}


def called(text: str) -> set[str]:
    return {state.name for state in states_called(text)}


def described(word: str) -> set[str]:
    return {state.name for state in states_described(word)}


def split(text: str) -> list[tuple[str, str]]:
    return [(rest, state.name) for rest, state in split_state(text)]


def by_word(words: dict[str, list[str]]) -> dict[str, set[str]]:
    """Return the words that several states have."""
    return {word: set(names) for word, names in words.items() if len(set(names)) > 1}


@pytest.mark.parametrize("line", LINES, ids=lambda line: line[0])
def test_every_line_is_well_formed(line: list[str]) -> None:
    name, two, three, others, adjectives = line
    assert name
    assert (len(two), len(three)) in ((2, 3), (0, 0))
    assert (two + three).isascii()
    assert (two + three).upper() == two + three
    names = [name, *others.split(";")] if others else [name]
    for words in (names, adjectives.split(";") if adjectives else []):
        assert len(words) == len(set(words))
        assert all(word and word == " ".join(word.split()) for word in words)
        assert all(plain_name(word) == word.casefold().replace(".", "") for word in words)
        assert all(len(word.split()) <= countries.LONGEST for word in words)


def test_the_table_is_in_its_canonical_form() -> None:
    assert normalize("NFC", TABLE) == TABLE
    assert TABLE.endswith("\n")
    assert "\r" not in TABLE
    assert not set(TABLE) & set(",()’ʻ")
    assert len({line[0] for line in LINES}) == len(LINES) == len(STATES)


def test_all_members_and_observers_of_the_united_nations_are_there() -> None:
    others = {"Taiwan", "Hong Kong", "Macau"}
    assert len([line for line in TODAY if line[0] not in others]) == 193 + len({"Vatican City", "Palestine"})
    assert called("Kosovo") == {"Kosovo"}


def test_codes_are_unique_but_for_one_given_twice() -> None:
    for column in (1, 2):
        codes = [line[column] for line in LINES if line[column] not in ("", "CS")]
        assert len(codes) == len(set(codes))


@pytest.mark.parametrize("line", TODAY, ids=lambda line: line[0])
def test_codes_are_those_of_cldr(line: list[str]) -> None:
    name, two, three, *_ = line
    territories, aliases = Locale("en").territories, get_global("territory_aliases")
    assert aliases[three] == [two]
    if two not in NAMED_OTHERWISE_BY_CLDR:
        english = territories[two].split(" (")[0].replace(" & ", " and ").replace("’", "'")
        assert called(english) == {name}


def test_no_name_is_that_of_two_states_but_the_ambiguous_ones() -> None:
    names: dict[str, list[str]] = {}
    adjectives: dict[str, list[str]] = {}
    for state in STATES:
        for name in state.all_names:
            names.setdefault(name, []).append(state.name)
        for adjective in state.adjectives:
            adjectives.setdefault(plain_name(adjective), []).append(state.name)
    assert by_word(names) == AMBIGUOUS
    assert by_word(adjectives) == AMBIGUOUS_ADJECTIVES
    for word in names.keys() & adjectives.keys():
        assert set(names[word]) == set(adjectives[word]), word


@pytest.mark.parametrize("state", STATES, ids=lambda state: state.name)
def test_every_name_of_every_state_finds_it(state: State) -> None:
    assert state.names[0] == state.name
    for name in state.names:
        for text in (name, name.lower(), name.upper(), f"the {name}", f"  {name} ", normalize("NFD", name)):
            assert state in states_called(text), text
        assert state in [found for _, found in split_state(name)]
        assert plain_name(name) in state.all_names


@pytest.mark.parametrize("state", STATES, ids=lambda state: state.name)
def test_every_state_has_a_president_and_a_minister(state: State) -> None:
    for name in state.names:
        for text in (f"president of {name}", f"president of the {name}"):
            assert ("president", state) in split_state(text), text
            assert {rest for rest, _ in split_state(text)} == {"president"}
        assert ("minister of foreign affairs", state) in split_state(f"minister of foreign affairs of {name}")
    for name in {state.name, *state.names[3:]}:
        assert ("president", state) in split_state(f"{name} president")
        assert ("former president", state) in split_state(f"former {name} president")
        assert ("president", state) in split_state(f"{name}'s president")
    for adjective in state.adjectives:
        for text in (adjective, adjective.lower(), adjective.upper()):
            assert state in states_described(text)
            assert ("president", state) in split_state(f"{text} president")
        assert ("deputy foreign minister", state) in split_state(f"deputy {adjective} foreign minister")


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("US", "United States"),
        ("us", "United States"),
        ("U.S.", "United States"),
        ("U.S.A.", "United States"),
        ("the US", "United States"),
        ("America", "United States"),
        ("США", "United States"),
        ("美国", "United States"),
        ("UK", "United Kingdom"),
        ("gb", "United Kingdom"),
        ("Great Britain", "United Kingdom"),
        ("ussr", "Soviet Union"),
        ("U.S.S.R.", "Soviet Union"),
        ("SUN", "Soviet Union"),
        ("СССР", "Soviet Union"),
        ("RSFSR", "Soviet Russia"),
        ("Russian Federation", "Russia"),
        ("俄罗斯", "Russia"),
        ("PRC", "China"),
        ("mainland China", "China"),
        ("中国", "China"),
        ("Китай", "China"),
        ("People’s Republic of China", "China"),
        ("Republic of China", "Taiwan"),
        ("ROC", "Taiwan"),
        ("Burma", "Myanmar"),
        ("Cote d’Ivoire", "Ivory Coast"),
        ("Holland", "Netherlands"),
        ("Czechia", "Czech Republic"),
        ("Turkiye", "Turkey"),
        ("DDR", "East Germany"),
        ("FRG", "West Germany"),
        ("Deutschland", "Germany"),
        ("日本", "Japan"),
        ("DPRK", "North Korea"),
        ("Macedonia", "North Macedonia"),
        ("FRY", "Yugoslavia"),
        ("Qing China", "Qing Empire"),
    ],
)
def test_a_state_has_many_names(text: str, name: str) -> None:
    assert called(text) == {name}


@pytest.mark.parametrize(
    "text", ["", " ", ".", "the", "Chinese", "Moscow", "EU", "\t", ";", "state", "us us"]
)
def test_other_texts_are_not_states(text: str) -> None:
    assert states_called(text) == ()


@pytest.mark.parametrize(
    ("word", "names"),
    [
        ("Chinese", {"China"}),
        ("soviet", {"Soviet Union"}),
        ("British", {"United Kingdom"}),
        ("German", {"Germany"}),
        ("East German", {"East Germany"}),
        ("Yugoslavian", {"Yugoslavia"}),
        ("Korean", {"North Korea", "South Korea"}),
        ("China", set()),
        ("US", set()),
        ("", set()),
    ],
)
def test_adjectives_describe_states(word: str, names: set[str]) -> None:
    assert described(word) == names


@pytest.mark.parametrize(
    ("text", "rest", "name"),
    [
        ("US president", "president", "United States"),
        ("u.s. president", "president", "United States"),
        ("usa president", "president", "United States"),
        ("Chinese premier", "premier", "China"),
        ("chinese premier", "premier", "China"),
        ("president of the United States", "president", "United States"),
        ("The President of the U.S.", "President", "United States"),
        ("Soviet foreign minister", "foreign minister", "Soviet Union"),
        ("Minister of Foreign Affairs of Russia", "Minister of Foreign Affairs", "Russia"),
        ("foreign minister of the USSR", "foreign minister", "Soviet Union"),
        ("president of the People's Republic of China", "president", "China"),
        ("president of the Republic of China", "president", "Taiwan"),
        (
            "prime minister of the Democratic Republic of the Congo",
            "prime minister",
            "Democratic Republic of the Congo",
        ),
        ("US Secretary of State", "Secretary of State", "United States"),
        ("Secretary of State of the United States", "Secretary of State", "United States"),
        ("Federation Council of Russia", "Federation Council", "Russia"),
        ("Chairman of the Supreme Soviet of the USSR", "Chairman of the Supreme Soviet", "Soviet Union"),
        ("Russian ambassador to China", "ambassador to China", "Russia"),
        ("ambassador of the United States to China", "ambassador to China", "United States"),
        ("head of the US Department of State", "head of the Department of State", "United States"),
        ("director of the Russian Security Council", "director of the Security Council", "Russia"),
        ("former New Zealand prime minister", "former prime minister", "New Zealand"),
        ("new US president", "new president", "United States"),
        ("China's foreign minister", "foreign minister", "China"),
        ("UK’s prime minister", "prime minister", "United Kingdom"),
        ("United States’ president", "president", "United States"),
        ("North Korean leader", "leader", "North Korea"),
        ("East German chancellor", "chancellor", "East Germany"),
        ("Minister of Defence, Russia", "Minister of Defence", "Russia"),
        ("president (RU)", "president", "Russia"),
        ("president of FR", "president", "France"),
        ("DE chancellor", "chancellor", "Germany"),
        ("FM of Russia", "FM", "Russia"),
        ("Chinese FM", "FM", "China"),
        (
            "president of Russia and chairman of the council",
            "president and chairman of the council",
            "Russia",
        ),
        ("us", "", "United States"),
        ("Chinese", "", "China"),
    ],
)
def test_an_office_belongs_to_a_state(text: str, rest: str, name: str) -> None:
    assert split(text) == [(rest, name)]


def test_a_description_may_mean_several_states() -> None:
    assert split("Korean president") == [("president", "North Korea"), ("president", "South Korea")]
    assert split("Soviet and Russian diplomat") == [
        ("Soviet and diplomat", "Russia"),
        ("and Russian diplomat", "Soviet Union"),
    ]
    assert [name for _, name in split("US envoy of the Soviet Union")] == ["Soviet Union", "United States"]


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Secretary of State",
        "Premier of the State Council",
        "Supreme Soviet",
        "chairman of the Supreme Soviet",
        "ambassador to China",
        "ambassador to Russia and China",
        "ambassador in the United States",
        "us president",
        "no it in de",
        "minister and deputy per se",
        "UN SG",
        "governor of New Mexico",
        "first minister of Northern Ireland",
        "premier of British Columbia",
        "director of the Latin American department",
        "minister, us",
    ],
)
def test_other_offices_name_no_state(text: str) -> None:
    assert split(text) == []


@given(
    st.lists(
        st.sampled_from([*"of the to and US us Soviet , (UK) China's USSR, – state".split(), "New Zealand"])
    )
)
def test_the_rest_is_made_of_words_of_the_text(words: list[str]) -> None:
    text = " ".join(words)
    for rest, state in split_state(text):
        assert state in STATES
        assert len(rest) < len(text)
        assert all(word in text for word in rest.split())


@given(st.text())
def test_any_text_may_be_asked_about(text: str) -> None:
    for _, state in split_state(text):
        assert state in STATES
    assert set(states_called(text)) <= set(STATES)
    assert set(states_described(text)) <= set(STATES)


def test_names_of_states_load_little() -> None:
    code = (
        "import sys, msgspec; before = set(sys.modules); from sinoru.names.countries import states_called;"
        "states_called('US'); print(*sorted(set(sys.modules) - before))"
    )
    loaded = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout
    assert loaded.split() == ["sinoru", "sinoru.names", "sinoru.names.countries"]
