from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from msgspec.structs import replace

from sinoru.render.full.on import on_document
from sinoru.render.layout import plain_lines

if TYPE_CHECKING:
    from collections.abc import Callable

    from sinoru.query.answers import OnDay


def shown(answer: OnDay, width: int | None = None) -> str:
    return "\n".join(plain_lines(on_document(answer), width))


@pytest.mark.parametrize("width", [None, 40, 80])
def test_a_day_looks_as_kept(golden: Callable[[str, str], None], day: OnDay, width: int | None) -> None:
    golden(f"on-{width or 'pipe'}", shown(day, width))


def test_a_day_without_events_says_so(day: OnDay) -> None:
    bare = replace(day, happened=(), under_way=(), offices=(), claims=())
    assert shown(bare) == "Wednesday, 9 June 1999\n\nNo event is recorded for this time."


def test_who_held_which_office_is_told_with_its_source(day: OnDay) -> None:
    row = shown(day).splitlines()[-1]
    assert row.endswith("  Sergei Stepashin  Prime Minister, Government of Russia  [government-ru]")


def test_several_entries_stand_apart(day: OnDay) -> None:
    text = shown(replace(day, happened=day.happened * 2, claims=day.claims * 2))
    assert "[yu-1999q2, High Politics, 2]\n\n  9 June 1999" in text
    assert "[yu-1999q2, Introduction, 1]\n\n  ✗" in text
