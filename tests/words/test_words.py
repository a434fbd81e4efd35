import subprocess
import sys

import pytest

import sinoru.words

NAMES = (
    "Match Phrase Query Term Wanted find_matches find_window index_text mark_matches nearest_words parse_query "
    "relaxed snippet surface_words to_fts5 wanted_by"
).split()


@pytest.mark.parametrize("name", NAMES)
def test_every_public_name_is_given_by_the_package(name: str) -> None:
    public = getattr(sinoru.words, name)
    assert public.__name__ == name
    assert public.__module__.startswith("sinoru.words.")


def test_an_unknown_name_is_an_attribute_error() -> None:
    with pytest.raises(AttributeError, match="nothing_of_the_kind"):
        _ = sinoru.words.nothing_of_the_kind


def test_a_query_costs_neither_rapidfuzz_nor_character_tables() -> None:
    script = (
        "import sys, sinoru.words as w; query = w.parse_query('Su-30 deal'); w.to_fts5(w.wanted_by(query));"
        "w.snippet('the deal', query); print({'rapidfuzz', 'unicodedata'} & {*sys.modules})"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert done.stdout == "set()\n"
