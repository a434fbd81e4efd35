"""The first line of a view says what was counted, so that it is true when it is quoted alone."""

from __future__ import annotations

import os
import re
import shlex
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
        ("timeline --person Yeltsin --person 'Jiang Zemin'", "--person Yeltsin --person 'Jiang Zemin'"),
        ("stats --place Beijing --from 1999", "events with --from 1999 --place Beijing, "),
        ("claims alliance --by Yu --to 1999", "claims on “alliance” with --to 1999 --by Yu: "),
        ("conflicts alliance --verdict open", "conflict on “alliance” with --verdict open: "),
        ("sources --kind article", "sources with --kind article, the most cited first"),
        ("who --country China", "organisations with --country China"),
        ("search hotline --kind event", "matches for “hotline” with --kind event"),
        ("links Jiang --from 1999", "Jiang Zemin with --from 1999: "),
        ("links Yeltsin Jiang --from 1999", "Boris Yeltsin and Jiang Zemin share "),
        ("on 1999-05-08 --place Beijing", "Saturday, 8 May 1999 with --place Beijing"),
    ],
)
def test_it_names_the_filters(run: Callable[..., Ran], typed: str, words: str) -> None:
    first = run(*shlex.split(typed), data=SHIPPED).out.partition("\n")[0]
    assert words in first
    assert "--limit" not in run(*shlex.split(typed), "--limit", "2", data=SHIPPED).out.partition("\n")[0]


def test_what_a_limit_leaves_out_is_counted(run: Callable[..., Ran]) -> None:
    def first_and_last(*typed: str) -> tuple[str, str]:
        first, *_, last = run(*typed, "--limit", "5", data=SHIPPED).out.splitlines()
        return first, last

    first, last = first_and_last("conflicts", "China")
    assert re.match(r"5 of \d+ conflicts on “China” shown: \d+ settled, \d+ open", first)
    assert "--limit 10" in last
    first, last = first_and_last("claims", "alliance")
    assert first.startswith("5 of 11 claims on “alliance” shown: ")
    assert sum(map(int, re.findall(r"(\d+) [a-z]", first.partition(": ")[2]))) == 11
    assert "--limit 10" in last
    assert first_and_last("search", "hotline")[0].startswith("5 of 21 matches for “hotline” shown: ")
    assert re.match(r"5 of \d+ sources shown, the most cited first", first_and_last("sources")[0])
    assert re.match(
        r"5 of \d+ names with --country China shown", first_and_last("who", "--country", "China")[0]
    )


def test_without_filters_it_names_none(run: Callable[..., Ran]) -> None:
    for name in ("timeline", "stats", "claims", "sources", "who"):
        assert " with " not in run(name, data=SHIPPED).out.partition("\n")[0]


def test_an_unsuccessful_look_up_names_alternatives_as_such(run: Callable[..., Ran]) -> None:
    ran = run("timeline", "--kind", "attack", "--kind", "visit", "--from", "1850", "--to", "1851")
    assert "No events match --from 1850 --to 1851 --kind attack or --kind visit." in ran.err


@pytest.mark.parametrize("order", [(), ("--sort", "-date")])
def test_ids_and_fields_of_a_timeline_have_the_order_of_the_list(
    run: Callable[..., Ran], order: tuple[str, ...]
) -> None:
    typed = ("timeline", "--from", "1999-05", "--to", "1999-06", *order)
    ids = run(*typed, "--format", "ids", data=SHIPPED).out.split()
    listed = run(*typed, data=SHIPPED).out.splitlines()
    assert ids == [line.split()[-1] for line in listed if line.split()[-1:] and line.split()[-1] in ids]
    assert run(*typed, "--fields", "id", data=SHIPPED).out.split()[1:] == ids
