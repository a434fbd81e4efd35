"""Scalars as this program writes them, read by three other readers."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

import pytest
import yaml
from hypothesis import example, given
from hypothesis import strategies as st
from ruamel.yaml import YAML

from sinoru.edit.yaml_text import record_lines, scalar
from sinoru.model.records import Event
from sinoru.text.hidden import hidden_in

SIGNS = st.sampled_from(
    [*"?:,#[]{}-&*!|>'\"%@`~=<.+ \\\t\n", ": ", " #", "- ", "? ", "//", "\u2028", "\xa0", "\ufeff"]
)
NUMBERS = st.from_regex(r"[0-9][0-9_]{0,3}([.:eExXob/-][-+]?[0-9a-f_]{0,4}){0,3}[TZ~?]?", fullmatch=True)
WORDS = st.sampled_from(
    ["NO", "On", "yes", "Null", "TRUE", "y", "None", "1999-02-30", "2001-12-14T21:59:43Z"]
)
TEXTS = st.lists(SIGNS | NUMBERS | WORDS | st.text(max_size=4), min_size=1, max_size=4).map("".join)


def without_surrogates(text: str) -> bool:
    return text.isascii() or not any("\ud800" <= char <= "\udfff" for char in text)


def readings(document: str) -> list[Any]:
    """Return what PyYAML, libyaml and ruamel.yaml read, the last as YAML 1.2."""
    return [
        yaml.safe_load(document),
        yaml.load(document, yaml.CSafeLoader),
        YAML(typ="safe", pure=True).load(document),
    ]


def shown(value: object) -> str:
    """Return what a program shows of a value: a number or a day as text, if that loses nothing."""
    assert isinstance(value, str | int | float | date), value
    assert not isinstance(value, bool | datetime), value
    return str(value)


@given(TEXTS.filter(without_surrogates))
@example("Why?")
@example("a?b")
@example("http://a.b/c?d")
@example("x:?")
@example("12:30:45")
@example("1_000")
@example("0o17")
@example("1.50")
@example("9" * 30)
@example("1999-02-30")
@example("1999-05-08 12:30:00")
@example("NO")
def test_other_readers_read_a_scalar_as_it_is_written(text: str) -> None:
    block = f"key: {scalar(text)}\nlist:\n  - {scalar(text)}\n"
    flow = f"key: {{a: {scalar(text, in_flow=True)}}}\nlist: [{scalar(text, in_flow=True)}, b]\n"
    for read in readings(block):
        assert [shown(read["key"]), shown(read["list"][0])] == [text, text]
    for read in readings(flow):
        assert [shown(read["key"]["a"]), shown(read["list"][0])] == [text, text]


@given(TEXTS.filter(without_surrogates), st.text("ab c", min_size=100, max_size=300))
def test_other_readers_read_a_record_as_it_is_written(text: str, long: str) -> None:
    record = Event(id="e", date="1999-05-08", title=text, summary=f"{text} {long}", topics=(text, text))
    for read in readings("\n".join(record_lines(record, 0))):
        (event,) = read
        assert [shown(event["title"]), shown(event["summary"])] == [text, f"{text} {long}"]
        assert [*map(shown, event["topics"])] == [text, text]


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("1999-05-08", "1999-05-08"),
        ("1999-05~", "1999-05~"),
        ("1999", "1999"),
        ("007", '"007"'),
        ("48.85", "48.85"),
        ("CN", "CN"),
        ("NO", '"NO"'),
        ("Su-30 & Il-76", "Su-30 & Il-76"),
        ("\u0645\u06cc\u200c\u062e", "\u0645\u06cc\u200c\u062e"),
        ("a\u202eb", '"a\\U0000202Eb"'),
        ("a\u3164b", '"a\\U00003164b"'),
    ],
)
def test_only_what_another_program_would_change_or_hide_is_in_quotes(text: str, written: str) -> None:
    assert scalar(text, in_flow=True) == scalar(text) == written


@given(st.text(max_size=20))
def test_nothing_hides_in_a_scalar(text: str) -> None:
    assert not hidden_in(scalar(text))
