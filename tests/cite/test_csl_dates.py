from __future__ import annotations

import pytest

from sinoru.cite.csl import Date, read_issued


@pytest.mark.parametrize(
    ("text", "date"),
    [
        ("", None),
        ("1999-07", Date(date_parts=((1999, 7),))),
        ("1999-05-22/1999-05-29", Date(date_parts=((1999, 5, 22), (1999, 5, 29)))),
        ("1999~", Date(date_parts=((1999,),), circa=True)),
        ("1999-22", Date(date_parts=((1999,),), season=2)),
        ("199X", Date(literal="1990s")),
        ("-0043", Date(date_parts=((-44,),))),
        ("last week", Date(literal="last week")),
    ],
)
def test_a_date_keeps_what_csl_can_hold(text: str, date: Date | None) -> None:
    assert read_issued(text) == date
