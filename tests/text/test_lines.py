from __future__ import annotations

import re
from pathlib import Path

import pytest

import sinoru
from sinoru.draft.formats.csv import read_rows as read_csv
from sinoru.draft.formats.markwhen import read_rows as read_markwhen
from sinoru.draft.prose import read_chronology
from sinoru.text.lines import lines_with_ends, split_lines

WITHIN = ["\x0b", "\x0c", "\x1c", "\x1d", "\x1e", "\x85", "\u2028", "\u2029"]
"""Characters at which `str.splitlines` ends a line, and files do not."""


@pytest.mark.parametrize(
    ("text", "lines"),
    [("", []), ("a", ["a"]), ("a\r\n\nb\rc\n", ["a", "", "b", "c"]), ("".join(WITHIN), ["".join(WITHIN)])],
)
def test_only_cr_and_lf_end_a_line(text: str, lines: list[str]) -> None:
    assert split_lines(text) == lines
    assert "".join(lines_with_ends(text)) == text


@pytest.mark.parametrize("sign", WITHIN)
def test_a_cell_and_a_line_of_a_file_go_on_behind_what_ends_no_line(sign: str) -> None:
    (row,) = read_csv(f"date,title,summary\n1999-01-01,Talks{sign}begin,in Moscow\n", "x.csv", {}).rows
    assert (row.title.split(), row.summary) == (["Talks", "begin"], "in Moscow")
    (row,) = read_markwhen(f"1999-01-01: Talks{sign}begin\n", "x.mw", {}).rows
    assert row.summary == "Talks begin"


@pytest.mark.parametrize("sign", [sign for sign in WITHIN if sign != "\x0c"])  # a page ends in a form feed
def test_the_lines_of_a_chronology_have_the_numbers_that_editors_show(sign: str) -> None:
    text = f"Chronology 1999\n\nMay 7: Talks{sign}begin.\nMay 8: The talks end.\n"
    entries, _ = read_chronology(text, None, lambda *_: None)
    assert [entry.line for entry in entries] == [3, 4]


def test_nothing_else_splits_lines() -> None:
    for path in Path(sinoru.__file__).parent.rglob("*.py"):
        assert not re.search(r"\.splitlines\(", path.read_text("utf-8")), f"{path}: use sinoru.text.lines"
