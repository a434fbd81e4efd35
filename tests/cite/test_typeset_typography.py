from __future__ import annotations

import pytest

from sinoru.cite.typeset import curled, punctuated


@pytest.mark.parametrize(
    ("plain", "print_"),
    [
        ("NATO's", "NATO’s"),
        ("\"no\" and ('yes')", "“no” and (‘yes’)"),
        ("'barbarous act'", "‘barbarous act’"),
        ("a \"'x'\"", "a “‘x’”"),
    ],
)
def test_quotes_are_curled(plain: str, print_: str) -> None:
    assert curled(plain) == print_


@pytest.mark.parametrize(
    ("made", "print_"),
    [
        ("“A title”. Next", "“A title.” Next"),
        ("“A title”, Next", "“A title,” Next"),
        ("“Who won?”. Next", "“Who won?” Next"),
        ("“He said “no””, he", "“He said ‘no,’” he"),
        ("Ltd..", "Ltd."),
        ("Partnership . . . Or", "Partnership . . . Or"),
    ],
)
def test_stops_stand_where_print_has_them(made: str, print_: str) -> None:
    assert punctuated(made) == print_
