"""Lists in order of an own number: its values are walked through, or the records in scope are found first."""

from __future__ import annotations

import random
from typing import TYPE_CHECKING

import pytest

from sinoru.index.open import open_index
from sinoru.model.errors import UnknownValue
from sinoru.query.filters import Filters
from sinoru.query.orders import select_sorted, sorting_by
from sinoru.query.scope import resolve_scope
from sinoru.query.timeline import ask_timeline

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from sinoru.index.index import Index

DECLARED = """\
corpus:
  format: 2
  fields:
    events:
      size: {type: number}
      readings: {type: number, many: true}
      remark: {type: text}
"""
FORMS = ("{0}", "{0}..{1}", "~{0}", '">={0}"', '"<={0}"')


def record(number: int, chance: random.Random) -> str:
    """Return an event of which some values are in doubt, many are equal, and some are missing."""
    low = chance.randrange(12)
    size = chance.choice(FORMS).format(low, low + chance.randrange(4))
    readings = [chance.randrange(12) for _ in range(chance.randrange(4))]
    fields = [f"size: {size}"] * (number % 5 > 0) + [f"readings: {readings}"] * bool(readings)
    lines = [f"id: e{number}", f"date: {chance.choice([1998, 1999])}", "title: T", f"kind: k{number % 3}"]
    return "  - " + "\n    ".join([*lines, *fields, f"remark: {chance.choice('abc')}word {number}"]) + "\n"


@pytest.fixture(scope="module")
def index(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Index]:
    folder: Path = tmp_path_factory.mktemp("ordered")
    chance = random.Random(4)  # noqa: S311  the same at every run
    events = "".join(record(number, chance) for number in range(200))
    (folder / "corpus.yaml").write_text(f"{DECLARED}events:\n{events}", encoding="utf-8")
    opened = open_index([str(folder)])
    yield opened
    opened.close()


SCOPES = [
    Filters(),
    Filters(kind=("k1",)),
    Filters(where=("size:>3",)),
    Filters(where=("size:<9", "size:>2", "readings:5..7")),
    Filters(where=("readings:<4",), kind=("k2",)),
    Filters(where=("-size:>3",)),
    Filters(start="1999"),
    Filters(where=("remark:aword OR size:11",)),
]


@pytest.mark.parametrize("walked", [(0,), (0, 5), (0, 5_000)])
@pytest.mark.parametrize("limit", [1, 7, 60, 500])
@pytest.mark.parametrize("order", ["size", "-size", "readings", "-readings"])
@pytest.mark.parametrize("filters", SCOPES)
def test_the_first_are_the_same_however_they_are_found(
    index: Index,
    monkeypatch: pytest.MonkeyPatch,
    filters: Filters,
    order: str,
    limit: int,
    walked: tuple[int, ...],
) -> None:
    monkeypatch.setattr("sinoru.query.orders._WALKED", walked)
    scope = resolve_scope(index, filters, ("event",), question="timeline")
    sorting = sorting_by(index, order)
    assert sorting is not None
    every = select_sorted(index, scope, sorting, None)
    assert select_sorted(index, scope, sorting, limit) == every[:limit]


@pytest.mark.parametrize("bound", ["size:>9", "size:<2", "size:>0", "size:4..5", "-size:>9"])
def test_few_values_are_found_by_value_and_many_by_record(
    index: Index, monkeypatch: pytest.MonkeyPatch, bound: str
) -> None:
    found = []
    for few in (0, 10, 20_000):
        index.rest()
        monkeypatch.setattr("sinoru.index.sqlite._FEW_VALUES", few)
        found.append(ask_timeline(index, Filters(where=(bound,))))
    assert found[0].total
    assert found[0] == found[1] == found[2]


def test_of_very_many_values_those_that_begin_alike_are_compared(
    index: Index, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sinoru.query.resolve._MOST_COMPARED", 30)
    with pytest.raises(UnknownValue, match="Did you mean 'bword") as refused:
        ask_timeline(index, Filters(where=('remark:"=bwrod 10"',)))
    assert not any(near.startswith("aword") for near in refused.value.nearest[:3])
    with pytest.raises(UnknownValue, match="Use one of 200 values"):
        ask_timeline(index, Filters(where=("remark:=x",)))
