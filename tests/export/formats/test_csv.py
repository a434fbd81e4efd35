from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING

from sinoru.export.record_rows import COLUMNS
from sinoru.query.filters import Filters

if TYPE_CHECKING:
    from collections.abc import Callable


def rows(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text, newline=""), strict=True))


def test_events_and_claims_stand_in_order_of_time(text_of: Callable[..., str]) -> None:
    table = rows(text_of("csv"))
    assert [row["id"] for row in table] == [
        "until-may", "about-1994", "thirty-eight-jets", "kosovo-war", "since-may", "embassy-bombing",
        "zhang-visit", "seventy-two-jets", "zhang-meets-stepashin", "autumn", "a-saying",
    ]  # fmt: skip
    assert {row["record"] for row in table} == {"event", "claim"}


def test_a_date_keeps_its_precision_beside_its_first_and_last_day(text_of: Callable[..., str]) -> None:
    dates = {row["id"]: (row["date"], row["first_day"], row["last_day"]) for row in rows(text_of("csv"))}
    assert dates["autumn"] == ("1999-23", "1999-09-01", "1999-11-30")
    assert dates["since-may"] == ("1999-05/..", "1999-05-01", "")
    assert dates["about-1994"] == ("1994~", "1994-01-01", "1994-12-31")
    assert dates["a-saying"] == ("", "", "")


def test_evidence_verdict_and_conflict_are_told(text_of: Callable[..., str]) -> None:
    table = {row["id"]: row for row in rows(text_of("csv"))}
    bombing, jets = table["embassy-bombing"], table["seventy-two-jets"]
    assert bombing["evidence"] == "yu-1999q2: Chronology, May 8; mfa"
    assert bombing["refers_to"] == "nato; belgrade; kosovo-war; yu-1999q2; mfa"
    assert bombing["conflicts"] == (
        "date: ✓ 1999-05-07 (yu-1999q2: Chronology, May 8) | ✓ 1999-05-08 (mfa) [all can be true: time zones]"
    )
    assert (jets["verdict"], jets["why"], jets["by"]) == (
        "contradicted",
        "later contracts name 38",
        "Sergei Stepashin",
    )
    assert (jets["verdict_evidence"], jets["conflict"]) == ("mfa: List, 2", "how-many-jets")
    for id_ in ("zhang-visit", "seventy-two-jets", "thirty-eight-jets"):
        assert table[id_]["conflicts"] == (
            "How many jets does Russia sell? ✗ Russia agrees to sell 72 Su-30 fighters to China."
            " (yu-1999q2: The Arms Trade, 1) | ✓ Russia sells 38 fighters. (mfa: List, 2)"
            " | ✗ forty (yu-1999q2: Trade, 2) [“Russia sells 38 fighters.” stands: later contracts name 38]"
        )


def test_other_records_are_chosen_by_their_kind(text_of: Callable[..., str]) -> None:
    people = rows(text_of("csv", Filters(kind=("person",))))
    assert [row["id"] for row in people] == ["jiang-zemin", "sergei-stepashin", "zhang-wannian"]
    assert people[1]["offices"] == "Prime Minister (1999-05-19/1999-08-09)"
    places = rows(text_of("csv", Filters(kind=("place",))))
    assert (places[1]["latitude"], places[1]["longitude"]) == ("44.8125", "20.4612")
    (conflict,) = rows(text_of("csv", Filters(kind=("conflict",))))
    assert (conflict["title"], conflict["verdict"]) == ("How many jets does Russia sell?", "settled")
    sources = rows(text_of("csv", Filters(kind=("source",))))
    assert sources[1]["authors"] == "Yu, Bin"


def test_no_text_breaks_out_of_its_cell_or_is_computed(text_of: Callable[..., str], hostile: str) -> None:
    table = list(csv.reader(io.StringIO(text_of("csv", corpus=hostile), newline=""), strict=True))
    assert {len(row) for row in table} == {len(table[0])} != {len(COLUMNS)}
    assert len(table) == 33
    cells = [cell for row in table for cell in row]
    assert "'=cmd|' /C calc'!A0" in cells
    assert not [cell for cell in cells if cell.startswith(("=", "+", "-", "@", "\t", "\r"))]
