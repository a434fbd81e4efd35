from __future__ import annotations

import subprocess

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sinoru.cli.completion.complete import quote_for_bash, split_line


@pytest.mark.parametrize(
    ("line", "words", "text", "quote", "kept"),
    [
        ("sinoru who ", ["sinoru", "who"], "", "", 0),
        ("sinoru who Zh", ["sinoru", "who"], "Zh", "", 0),
        ('a "b c" d', ["a", "b c"], "d", "", 0),
        ("a 'b c", ["a"], "b c", "'", 0),
        ('a --x="b c', ["a"], "--x=b c", '"', 4),
        ("a --x=b\\ c", ["a"], "--x=b c", "", 4),
        ('a "b\\"c\\d', ["a"], 'b"c\\d', '"', 0),
        ("a '' b\\", ["a", ""], "b", "", 0),
    ],
)
def test_a_line_is_split_as_a_shell_does(
    line: str, words: list[str], text: str, quote: str, kept: int
) -> None:
    found, current = split_line(line, "=:")
    assert (found, current.text, current.quote, current.kept) == (words, text, quote, kept)


NAMES = st.text(st.characters(exclude_categories=["C", "Z"], include_characters=" "), min_size=1, max_size=20)


@given(NAMES, st.sampled_from(["", "'", '"']))
@settings(max_examples=60)
def test_what_is_quoted_is_read_back(name: str, quote: str) -> None:
    line = quote_for_bash(name, quote)
    script = f"printf %s {quote}{line}{quote}"
    ran = subprocess.run(["bash", "-c", script], capture_output=True, check=True)
    # An exclamation mark is escaped for an interactive shell, where it asks for history; this one keeps the stroke.
    assert ran.stdout.decode().replace("\\!" if quote == '"' else "!", "!") == name.replace("\\!", "!")
