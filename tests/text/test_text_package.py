import subprocess
import sys
from importlib import import_module

import pytest

HOMES = {
    "tokens": "index_text surface_words nearest_words",
    "syntax": "Query Term parse_query relaxed",
    "expression": "Phrase Wanted wanted_by to_fts5",
    "highlight": "Match find_matches find_window mark_matches snippet",
}


@pytest.mark.parametrize(
    ("module", "name"), [(module, name) for module, names in HOMES.items() for name in names.split()]
)
def test_every_public_name_lives_in_one_module(module: str, name: str) -> None:
    public = getattr(import_module(f"sinoru.text.{module}"), name)
    assert public.__name__ == name
    assert public.__module__ == f"sinoru.text.{module}"


def test_a_query_costs_neither_rapidfuzz_nor_character_tables() -> None:
    script = (
        "import sys; from sinoru.text import expression, highlight, syntax;"
        "query = syntax.parse_query('Su-30 deal'); expression.to_fts5(expression.wanted_by(query));"
        "highlight.snippet('the deal', query); print({'rapidfuzz', 'unicodedata'} & {*sys.modules})"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert done.stdout == "set()\n"
