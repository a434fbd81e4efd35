from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sinoru.model.fields import Fields
from sinoru.model.records import Event, Participant
from sinoru.query.presence import (
    CALLING,
    CALLS,
    ELSEWHERE,
    MEETINGS,
    PRESENT,
    SPEAKING,
    Attendance,
    Named,
    between,
)

ROOT = Path(__file__).parents[2]
PRESENT_AT_NOTHING = "statement attack sale decision milestone crisis protest appointment election".split()


def attended(kind: str, *roles: tuple[str, str]) -> Attendance:
    return Attendance(kind, tuple(Participant(person=id_, role=role) for id_, role in roles))


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
    event = attended(kind, ("ann", one), ("bob", other))
    assert event.contact("ann", "bob") == expected
    assert event.contact("bob", "ann") == expected


def test_of_several_roles_the_closest_counts() -> None:
    assert attended("visit", ("ann", "target"), ("ann", "host")).parts() == {"ann": "met"}
    assert attended("call", ("ann", "mentioned"), ("ann", "caller")).parts() == {"ann": "spoke"}


def test_who_is_not_in_an_event_was_in_touch_with_no_one_in_it() -> None:
    assert attended("visit", ("ann", "host")).contact("ann", "zed") == "together"


@given(
    st.sampled_from([*CALLS, *MEETINGS, "attack", ""]),
    st.lists(
        st.tuples(
            st.sampled_from(["ann", "bob", "cat", "nato"]), st.sampled_from([*CALLING, *PRESENT, *ELSEWHERE])
        )
    ),
)
def test_all_views_of_an_event_agree_on_who_met(kind: str, roles: list[tuple[str, str]]) -> None:
    """The card of one, the links of two, the pairs of the page and the count of the graph are one rule."""
    event = attended(kind, *roles)
    parts = event.parts()
    for one in parts:
        assert event.contacts(one) == {other: event.contact(one, other) for other in parts if other != one}
        for other, contact in event.contacts(one).items():
            assert contact == event.contacts(other)[one]
            assert contact == between(parts[one], parts[other])
            assert (contact == "met") == (one in event.met() and other in event.met())


def test_whom_another_field_names_is_never_met_whatever_its_relation_is_called() -> None:
    host = Named("chair", "host", is_organisation=False)
    event = Attendance("visit", (Participant(person="guest", role="visitor"),), (host,))
    assert event.contacts("guest") == {"chair": "together"}
    assert event.roles()["chair"] == ["host"]
    assert event.met() == ["guest"]


def test_a_participant_whom_another_field_names_too_is_met() -> None:
    parts = tuple(Participant(person=id_, role="host") for id_ in ("a", "b"))
    event = Attendance("visit", parts, (Named("b", "chaired by", is_organisation=False),))
    assert event.contacts("a") == {"b": "met"}
