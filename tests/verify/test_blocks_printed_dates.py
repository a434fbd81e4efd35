from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sinoru.verify.blocks import printed_date, without_year


@pytest.mark.parametrize(
    ("entry", "printed", "short"),
    [
        ("May 10, 1999: Yeltsin calls", "May 10, 1999", "May 10"),
        ("May 22-29, 1999: The admiral visits", "May 22-29, 1999", "May 22-29"),
        ("April 28-May 2, 1999: A tour", "April 28-May 2, 1999", "April 28-May 2"),
        ("Dec. 30, 1998 - Jan. 2, 1999: Talks", "Dec. 30, 1998 - Jan. 2, 1999", "Dec. 30 - Jan. 2"),
        ("May 22 – 29, 1999: The admiral visits", "May 22 – 29, 1999", "May 22 – 29"),
        ("8 May 1999 – Bombs fall", "8 May 1999", "8 May"),
        ("May 8th, 1999—Bombs fall", "May 8th, 1999", "May 8th"),
        ("**June 1-3, 1999**: The minister visits", "June 1-3, 1999", "June 1-3"),
        ("Mid-June 1999: Talks", "Mid-June 1999", "Mid-June"),
        ("Fall 1999: A visit", "Fall 1999", "Fall 1999"),
        ("1999-05-08: Bombs fall", "1999-05-08", "1999-05-08"),
        ("1994: A partnership", "1994", "1994"),
        ("the 1990s: Decline", "the 1990s", "the 1990s"),
    ],
)
def test_an_entry_is_named_by_its_date_as_printed(entry: str, printed: str, short: str) -> None:
    assert printed_date(entry) == printed
    assert without_year(printed) == short


@pytest.mark.parametrize(
    "text",
    [
        "1999 began with a renewed effort: trade",
        "In May, Russian delegations came: two of them",
        "Note 3: the treaty",
        "12: the number of boats",
        "Moscow - the capital",
        "May 10",
        "",
        "May the best win: it will",
    ],
)
def test_other_beginnings_are_no_dates(text: str) -> None:
    assert printed_date(text) == ""


@given(st.text())
def test_a_date_is_what_the_text_begins_with(text: str) -> None:
    assert text.lstrip(" *_").startswith(printed_date(text).lstrip(" *_"))
