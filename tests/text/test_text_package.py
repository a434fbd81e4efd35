import subprocess
import sys
from importlib import import_module

import pytest

HOMES = {
    "text.tokens": "index_text surface_words nearest_words",
    "text.query": "Term Field Range Inside All AnyOf Not",
    "text.syntax": "parse_query",
    "text.saved": "with_saved with_saved_as_words",
    "text.terms": "words_of phrase_of same_with",
    "index.index": "Phrase LinkFilter Days OfKind Numbers",
    "index.full_text": "to_fts5",
    "text.highlight": "Match find_matches find_window mark_matches snippet",
}


@pytest.mark.parametrize(
    ("module", "name"), [(module, name) for module, names in HOMES.items() for name in names.split()]
)
def test_every_public_name_lives_in_one_module(module: str, name: str) -> None:
    public = getattr(import_module(f"sinoru.{module}"), name)
    assert public.__name__ == name
    assert public.__module__ == f"sinoru.{module}"


def test_a_query_costs_neither_rapidfuzz_nor_character_tables() -> None:
    script = (
        "import sys; from sinoru.index.full_text import to_fts5; from sinoru.query.conditions import phrases_of;"
        "from sinoru.text.highlight import snippet; from sinoru.text.syntax import parse_query;"
        "query = parse_query('Su-30 deal').query; to_fts5(phrases_of(query.items[0])[0]); snippet('the deal', query);"
        "print({'rapidfuzz', 'unicodedata'} & {*sys.modules})"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert done.stdout == "set()\n"
