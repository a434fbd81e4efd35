"""Kinds of relation: inverses, `-of`, and what a corpus adds."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sinoru.model.relation_kinds import BUILT_IN, RelationKinds, two_inverses

OWN = RelationKinds({"mentor": "mentee", "friend": "friend", "patron": "patron-of"})
WORDS = st.from_regex("[a-z]{1,6}(-[a-z]{1,3})?", fullmatch=True)


@pytest.mark.parametrize("kinds", [RelationKinds(), OWN])
def test_the_inverse_of_an_inverse_is_the_kind(kinds: RelationKinds) -> None:
    for key in kinds.keys():  # noqa: SIM118  # no mapping
        kind = kinds.called(key)
        assert kinds.inverse(kinds.inverse(kind)) == kind
        assert kinds.of(kinds.as_written(kind)) == kind
        assert kinds.of(f"has-{key}") == kind
        assert kinds.of(f"{key}-of") == kinds.inverse(kind) or key.endswith("-of")


@pytest.mark.parametrize(
    ("written", "means"),
    [
        ("child", "parent"),
        ("child-of", "parent"),
        ("has-parent", "parent"),
        ("parent-of", "child"),
        ("spouse-of", "spouse"),
        ("employee", "employer"),
        ("mentee", "mentor"),
        ("member", "member-of"),
        ("member-of", "member-of"),
        ("has-member", "member"),
        ("patron", "patron-of"),
        ("has-patron", "patron"),
    ],
)
def test_a_record_says_what_it_is_to_the_other_one(written: str, means: str) -> None:
    assert OWN.of(written).key == means


@given(WORDS)
def test_an_unknown_kind_has_an_inverse_too(word: str) -> None:
    kinds = RelationKinds()
    kind = kinds.of(word)
    assert kinds.inverse(kinds.inverse(kind)) == kind


def test_a_kind_has_one_inverse() -> None:
    assert two_inverses([("teacher", "pupil"), ("mentor", "mentee")]) == ""
    assert two_inverses([("teacher", "disciple")]) == "teacher"
    assert two_inverses([("mentor", "mentee"), ("guide", "mentee")]) == "mentee"


def test_the_format_lists_every_kind() -> None:
    text = (Path(__file__).parents[2] / "docs" / "format.md").read_text(encoding="utf-8")
    table = text[text.index("| kind | inverse | who is what |") :].partition("\n\n")[0]
    assert [kind for kind in BUILT_IN if f"`{kind}`" not in table and not kind.endswith("-of")] == []
