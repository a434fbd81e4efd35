from __future__ import annotations

import re
from pathlib import Path

import pytest

from sinoru.model.fields import Fields
from sinoru.model.records import Event, Participant
from sinoru.query.presence import CALLING, CALLS, ELSEWHERE, MEETINGS, PRESENT, SPEAKING, contact, part_taken

ROOT = Path(__file__).parents[2]
PRESENT_AT_NOTHING = "statement attack sale decision milestone crisis protest appointment election".split()


def examples_of(struct: type[Event | Participant], key: str) -> set[str]:
    return {example for field in Fields().of(struct) if field.key == key for example in field.examples}


def test_every_role_is_in_exactly_one_list() -> None:
    shipped = {
        role
        for file in (ROOT / "data").glob("*.yaml")
        for role in re.findall(r"role: ([^,}\n]+)", file.read_text(encoding="utf-8"))
    }
    roles = examples_of(Participant, "role") | shipped
    assert len(roles) > 10
    for role in roles | {"absent", "refused", "mentioned", ""}:
        assert sum(role in list_ for list_ in (CALLING, PRESENT, ELSEWHERE)) == 1, role
    assert len(CALLING | PRESENT | ELSEWHERE) == len(CALLING) + len(PRESENT) + len(ELSEWHERE)
    assert SPEAKING <= CALLING | PRESENT


def test_every_kind_of_event_is_known() -> None:
    kinds = examples_of(Event, "kind")
    assert kinds - CALLS - MEETINGS == set(PRESENT_AT_NOTHING)


@pytest.mark.parametrize(
    ("kind", "one", "other", "expected"),
    [
        ("visit", "visitor", "host", "met"),
        ("Meeting", "Host", "envoy", "met"),
        ("treaty", "signatory", "signatory", "met"),
        ("conference", "participant", "speaker", "met"),
        ("visit", "visitor", "target", "together"),
        ("meeting", "host", "absent", "together"),
        ("talks", "participant", "mentioned", "together"),
        ("meeting", "participant", "caller", "together"),
        ("agreement", "participant", "seller", "together"),
        ("visit", "", "host", "together"),
        ("visit", "passer-by", "host", "together"),
        ("call", "caller", "called", "spoke"),
        ("call", "speaker", "participant", "spoke"),
        ("call", "caller", "target", "together"),
        ("call", "caller", "mentioned", "together"),
        ("statement", "signatory", "signatory", "together"),
        ("attack", "participant", "participant", "together"),
        ("", "visitor", "host", "together"),
    ],
)
def test_kind_and_roles_tell_who_met(kind: str, one: str, other: str, expected: str) -> None:
    assert contact(kind, one, other) == expected
    assert contact(kind, other, one) == expected


def test_of_several_roles_the_closest_counts() -> None:
    assert part_taken("visit", ["target", "host"]) == "met"
    assert part_taken("call", ["mentioned", "caller"]) == "spoke"
    assert part_taken("visit", []) == "together"
