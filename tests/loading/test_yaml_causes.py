"""A person who writes YAML by hand is told which character is to blame, and what to write instead."""

from __future__ import annotations

from io import BytesIO
from time import process_time

import pytest

from sinoru.loading.yaml import REST_UNREAD, Fault, read_entries
from sinoru.loading.yaml_causes import find_cause


def fault_in(text: str) -> Fault:
    (fault,) = [one for one in read_entries(BytesIO(text.encode())) if isinstance(one, Fault)]
    return fault


@pytest.mark.parametrize(
    ("title", "column", "why", "hint"),
    [
        (
            "NATO: a history",
            16,
            "contains a colon and a space",
            'put the text in quotes: title: "NATO: a history"',
        ),
        ("Part one:", 20, "ends in a colon", 'put the text in quotes: title: "Part one:"'),
        ("'It's a trap'", 16, "an apostrophe ends the text", 'use double quotes: title: "It\'s a trap"'),
        ("@home", 12, "cannot begin with @", 'put the text in quotes: title: "@home"'),
        ("%50 off", 12, "cannot begin with %", 'put the text in quotes: title: "%50 off"'),
        ("[Draft] title", 20, "cannot begin with [", 'put the text in quotes: title: "[Draft] title"'),
        ("*important* visit", 22, "an asterisk", 'put the text in quotes: title: "*important* visit"'),
        ("& Co", 13, "an ampersand", 'put the text in quotes: title: "& Co"'),
        ('"C:\\path"', 15, "a backslash", "use single quotes, or two backslashes: title: 'C:\\path'"),
        ('"C:\\dir\\"', 15, "a backslash", "use single quotes, or two backslashes: title: 'C:\\dir\\'"),
        ("“Smart: q”", 18, "“ is not a quotation mark", 'write straight quotes: title: "Smart: q"'),
        ("'tis the season", 12, "is not closed", 'or put the text in quotes: title: "\'tis the season"'),
        ('"He said "no" to it"', 22, "follows the closing", "in quotes: title: 'He said \"no\" to it'"),
        ("[{a: x b: y}]", 20, "a comma is missing before b", "write 'x, b: ...'"),
        ('"Quoted" text', 21, "follows the closing", "put the text in quotes: title: '\"Quoted\" text'"),
    ],
)
def test_the_character_to_blame_is_named(title: str, column: int, why: str, hint: str) -> None:
    fault = fault_in(f"events:\n  - id: a\n    date: 1999\n    title: {title}\n    summary: x\n")
    assert (fault.code, fault.line, fault.column) == ("E101", 4, column)
    assert why in fault.message
    assert fault.hint.endswith(f"{hint}; {REST_UNREAD}")


@pytest.mark.parametrize(
    ("text", "line", "column", "why"),
    [
        ("events:\n  -\u00a0 id: a\n    date: 1999\n", 2, 4, "a no-break space is not a space in YAML"),
        ("events:\n  - id: a\n   \ttitle: x\n", 3, 4, "a tab cannot indent"),
        (
            "events:\n  - id: a\n    title x\n    date: 1\n",
            4,
            5,
            "a colon is missing after the key in the line above",
        ),
        (
            "events:\n  - id: a\n    title:x\n    date: 1\n",
            4,
            5,
            "a space is missing after the colon in the line above",
        ),
        (
            "events:\n  - id: a\n    title： x\n    date: 1\n",
            4,
            5,
            "a space is missing after the colon in the line above",
        ),
        (
            "events:\n  - id: a\n    title: x\n - id: b\n   title: y\n",
            4,
            2,
            "the hyphen does not begin where others above it do",
        ),
        ("events:\n  - {id: a, title: NATO: a history, date: 1999}\n", 2, 24, "contains a colon and a space"),
        ("topics:\n  - @home\n", 2, 5, "cannot begin with @"),
    ],
)
def test_it_is_marked_where_it_is(text: str, line: int, column: int, why: str) -> None:
    fault = fault_in(text)
    assert (fault.line, fault.column) == (line, column)
    assert why in fault.message


@pytest.mark.parametrize(
    ("text", "line", "column", "why"),
    [
        ("people:\n  - id: a\n    name: A\n - id: b\n   name: B\n", 4, 2, "the hyphen does not begin where"),
        ("people:\n  - id: a\n    name: A\n   - id: b\n", 4, 4, "the hyphen does not begin where"),
        ("people:\n  - id: a\n   name: A\n", 3, 4, "the key does not begin where"),
        ("people:\n  - id: a\n    name: A\n   note: x, y: z\n", 4, 4, "the key does not begin where"),
        ("people:\n  - id: a\n    name: A\n     note: x\n", 4, 6, "is indented more than the one above"),
        ("people:\n  - id: a\n    name: A\n      - id: b\n", 4, 7, "is indented more than the one above"),
    ],
)
def test_a_wrong_indent_is_no_text_that_needs_quotes(text: str, line: int, column: int, why: str) -> None:
    fault = fault_in(text)
    assert (fault.line, fault.column) == (line, column)
    assert why in fault.message
    assert "put the text in quotes" not in fault.hint


def test_the_text_after_a_hyphen_and_a_key_is_quoted_alone() -> None:
    fault = fault_in("events:\n  - title: NATO: a history\n    date: 1999\n")
    assert fault.hint == f'put the text in quotes: title: "NATO: a history"; {REST_UNREAD}'


@pytest.mark.parametrize(
    "line", ["-" * 9_000, "- " * 4_500, "a-" * 4_500, "- a: " * 1_800, f"a: b{' ' * 9_000}c"]
)
def test_a_long_line_is_looked_at_once(line: str) -> None:
    before = process_time()
    find_cause(BytesIO(f"{line}\n{line}".encode()), "mapping values", 1, len(line) - 1)
    assert process_time() - before < 0.5
