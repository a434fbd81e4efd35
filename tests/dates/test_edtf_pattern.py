"""The pattern for validators takes what the parser takes, and next to nothing else."""

from __future__ import annotations

import re
from itertools import product

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from sinoru.dates.edtf import EDTF_CHARACTERS, DateError, parse_edtf, parse_end
from sinoru.dates.edtf_pattern import DATE_PATTERN, END_PATTERN

BEYOND = ("that month has 28 days", "the interval ends before", "one end has a year")
"""Reasons that a pattern cannot know."""
PIECES = (
    "1999 -0044 0000 199X 19XX 1XXX -19XX XXXX Y12000 Y-123456789012 1999-05 1999-13 1999-21 1999-33 1999-41 1999-XX"
    " 1999-XX-XX 1999-05-XX 1999-05-08 1999-02-29 2000-02-29 1999-06-31 1999-12-00"
    " XXXX-05 XXXX-05-08 XXXX-XX XXXX-02-29"
    " 1999-05-08T05:45:00 1999-05-08T05:45:00Z 1999-05-08T24:00:00 1999-05-08T05:45:00+08:00 -0000 199 19990 X999 .. "
).split(" ")


def agrees(text: str) -> bool:
    """Return whether the pattern takes what the parser takes, and only what that refuses for such a reason."""
    is_taken = bool(re.search(DATE_PATTERN.replace("$", r"\Z"), text))
    try:
        parse_edtf(text)
    except DateError as error:
        return not is_taken or str(error).startswith(BEYOND)
    return is_taken


@pytest.mark.parametrize(("piece", "mark"), tuple(product(PIECES, ("", "~", "?", "%", "~~"))))
def test_every_form_is_taken_or_refused_as_by_the_parser(piece: str, mark: str) -> None:
    for text in (
        piece + mark,
        f"{piece}{mark}/",
        f"/{piece}{mark}",
        f"{piece}{mark}/1999-05-08",
        f"1999/{piece}/1999",
    ):
        assert agrees(text), text


FORMS = st.sampled_from(PIECES) | st.from_regex(
    DATE_PATTERN, fullmatch=True, alphabet=st.characters(codec="ascii")
)


@given(st.text(EDTF_CHARACTERS + " ,5", max_size=30) | FORMS | st.tuples(FORMS, FORMS).map("/".join))
@example("1999-05-08\n")
@example("0001-02-29/0")
@example("8 May 1999")
@example("١٩٩٩")
def test_any_text_is_taken_or_refused_as_by_the_parser(text: str) -> None:
    assert agrees(text[:64])


def test_the_end_of_an_office_may_be_open() -> None:
    assert re.search(END_PATTERN, "..")
    assert parse_end("..").precision == "open"
    assert not re.search(DATE_PATTERN, "..")
    assert re.search(END_PATTERN, "1999-08-09")
    assert not re.search(END_PATTERN, "...")
