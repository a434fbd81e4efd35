"""The first line of a view says what was counted, so that it is true when it is quoted alone."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import pytest

import sinoru

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.cli.conftest import Ran

SHIPPED = os.path.join(os.path.dirname(sinoru.__file__), "..", "..", "data")


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ("timeline --place Beijing --from 1999 --to 1999", "events with --place Beijing, 1999"),
        ("timeline --person Yeltsin --person 'Jiang Zemin'", "--person Yeltsin or --person 'Jiang Zemin'"),
        ("stats --place Beijing --from 1999", "events with --from 1999 --place Beijing, "),
        ("claims alliance --by Yu --to 1999", "claims on “alliance” with --to 1999 --by Yu: "),
        ("conflicts alliance --verdict open", "conflicts on “alliance” with --verdict open: "),
        ("sources --kind article", "sources with --kind article, the most cited first"),
        ("who --country China", "organisations with --country China"),
        ("search hotline --kind event", "matches for “hotline” with --kind event"),
        ("links Jiang --from 1999", "Jiang Zemin with --from 1999: "),
        ("links Yeltsin Jiang --from 1999", "Boris Yeltsin and Jiang Zemin share "),
        ("on 1999-05-08 --place Beijing", "Saturday, 8 May 1999 with --place Beijing"),
    ],
)
def test_it_names_the_filters(run: Callable[..., Ran], typed: str, words: str) -> None:
    import shlex

    first = run(*shlex.split(typed), data=SHIPPED).out.partition("\n")[0]
    assert words in first
    assert "--limit" not in run(*shlex.split(typed), "--limit", "2", data=SHIPPED).out.partition("\n")[0]


def test_without_filters_it_names_none(run: Callable[..., Ran]) -> None:
    for name in ("timeline", "stats", "claims", "sources", "who"):
        assert " with " not in run(name, data=SHIPPED).out.partition("\n")[0]


def test_an_unsuccessful_look_up_names_alternatives_as_such(run: Callable[..., Ran]) -> None:
    ran = run("timeline", "--kind", "attack", "--kind", "visit", "--from", "1850", "--to", "1851")
    assert "No events match --from 1850 --to 1851 --kind attack or --kind visit." in ran.err
