"""A date means the same wherever people write it: in an option, a new record, a field and an imported table."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from sinoru.check.runner import check_text
from sinoru.dates.edtf import parse_edtf
from sinoru.draft.formats.csv import read_rows
from sinoru.model.errors import WrongDate
from sinoru.query.filters import Filters
from sinoru.query.resolve import resolve_days

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.cli.conftest import Ran

SAME = {
    "8 May 1999": "1999-05-08",
    "22 may 1923": "1923-05-22",
    "8 мая 1999": "1999-05-08",
    "1999年5月8日": "1999-05-08",
    "Saturday 8 May 1999": "1999-05-08",
    "Sat May 08 1999": "1999-05-08",
    "May 7/8, 1999": "1999-05-07/1999-05-08",
    "March 3-April 2, 1999": "1999-03-03/1999-04-02",
    "end of May 1999": "1999-05-21~/1999-05-31~",
    "early 1850s": "1850~/1853~",
    "mid-19th century": "1834~/1866~",
    "19th century": "18XX",
    "winter 1998/99": "1998-24",
    "Q2 1999": "1999-34",
    "second quarter of 1999": "1999-34",
    "1st half of 1999": "1999-40",
    "week 19 1999": "1999-05-10/1999-05-16",
    "1850/51": "1850/1851",
    "1939-45": "1939/1945",
    "ca 1850-1860": "1850~/1860~",
    "1850s?": "185X?",
    "before 1850": "[..1849]",
    "between 1850 and 1860": "1850/1860",
    "FROM 1900 TO 1914": "1900/1914",
    "TO 1914": "../1914",
    "AFT 12 MAR 1850": "[1850-03-13..]",
    "BET 1850 AND 1860": "1850/1860",
    "EST 1850": "1850~",
    "1200 BC": "-1199",
    "44 B.C.": "-0043",
    "1332-1323 BCE": "-1331/-1322",
    "99999 BCE": "Y-99998",
    "7 May 1999 23:46": "1999-05-07T23:46:00",
    "-000050-04-20": "-0050-04-20",
    "19990508": "1999-05-08",
    "1999-05-08/09": "1999-05-08/1999-05-09",
    "199u": "199X",
    "~1999": "1999~",
    "unknown/2006": "/2006",
    "1964/open": "1964/..",
}
REFUSED = ("Michaelmas 1850", "2 Eliz I", "12000 BP", "some day", "36288", "1999-05-08T25:00")
DOUBTFUL = ("3/4/1999", "8-May-99", "1850 or 1851", "Sunday 8 May 1999")


def _hint(text: str) -> str:
    content = f'sources:\n  - {{id: s, title: S}}\nevents:\n  - {{id: a, title: T, date: "{text}"}}\n'
    (found,) = [one for one in check_text("a.yaml", content.encode()).diagnostics if one.code == "E109"]
    return found.hint


@pytest.mark.parametrize(("text", "edtf"), SAME.items())
def test_every_place_reads_a_date_alike(run: Callable[..., Ran], text: str, edtf: str) -> None:
    date = parse_edtf(edtf)
    assert resolve_days(Filters(start=text))[0] == date.earliest
    assert resolve_days(Filters(end=text))[1] == date.latest
    ran = run("add", "event", "Talks", f"--date={text}", "--dry-run")
    assert ran.status == 0, ran
    assert f"date: {edtf}" in ran.out.replace('"', "")
    assert _hint(text).replace('"', "").partition(", with")[0] == f"write {edtf}"
    assert [row.date for row in read_rows(f'date,title\n"{text}",x\n', "x.csv", {}).rows] == [edtf]


@pytest.mark.parametrize("text", REFUSED)
def test_what_one_place_cannot_read_none_can(run: Callable[..., Ran], text: str) -> None:
    with pytest.raises(WrongDate, match="is not a date"):
        resolve_days(Filters(start=text))
    assert run("add", "event", "Talks", f"--date={text}", "--dry-run").status == 2
    read = read_rows(f'date,title\n"{text}",x\n', "x.csv", {})
    assert (len(read.rows), len(read.left_out)) == (0, 1)
    assert f"“{text}” is not a date" in read.left_out[0].why


@pytest.mark.parametrize("text", DOUBTFUL)
def test_an_option_asks_where_a_table_notes_the_doubt(text: str) -> None:
    with pytest.raises(WrongDate, match=r"is (ambiguous|not a date)"):
        resolve_days(Filters(start=text))
    (row,) = read_rows(f'date,title\n"{text}",x\n', "x.csv", {}).rows
    assert row.doubts
