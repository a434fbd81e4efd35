"""Relations as people read them."""

from __future__ import annotations

import pytest

from sinoru.model.records import Evidence
from sinoru.query.analysis_answers import Chain, Links
from sinoru.query.answers import Ref, Related
from sinoru.render.document import ASCII, PIPE, UNICODE, Look
from sinoru.render.layout import plain_lines
from sinoru.render.links import links_document
from sinoru.render.relations import relations_by_kind, relations_in_full

ANNA, BEN, CLUB = (
    Ref(id=name.partition(" ")[0].casefold(), name=name, kind=kind)
    for name, kind in (("Anna Example", "person"), ("Ben Example", "person"), ("Rowing Club", "organisation"))
)


def related(kind: str, to: Ref = ANNA, **more: object) -> Related:
    return Related(kind=kind, to=to, record="x", **more)  # type: ignore[arg-type]


def brief(
    *relations: Related, total: int = 0, most: int | None = None, width: int | None = None
) -> list[str]:
    document = relations_by_kind(relations, total or len(relations), UNICODE, most)
    return list(plain_lines(document, width))


def test_a_kind_has_a_line_and_the_words_of_many() -> None:
    assert brief(
        related("parent"),
        related("parent", BEN, certainty="reported"),
        related("child", start="1990"),
        related("member-of", CLUB, start="2001", end="2004"),
        related("member-of", CLUB, start="2008", end=".."),
        related("ally", CLUB, end=".."),
        related("god-child"),
        related("god-child", BEN),
    ) == [
        "Relations",
        "  parents    Anna Example; Ben Example (reported)",
        "  child      Anna Example (from 1990)",
        "  member of  Rowing Club (2001–2004); Rowing Club (since 2008)",
        "  ally       Rowing Club (still)",
        "  god child  Anna Example; Ben Example",
    ]


def test_what_does_not_fit_is_counted() -> None:
    people = [Ref(id=f"p-{number}", name=f"Person {number}", kind="person") for number in range(9)]
    members = [related("member", one) for one in people]
    assert brief(*members) == [
        "Relations",
        "  members  Person 0; Person 1; Person 2; Person 3; Person 4; 4 more",
    ]
    kinds = [
        related(kind) for kind in ("parent", "child", "spouse", "sibling", "relative", "teacher", "pupil")
    ]
    assert brief(*kinds)[-2:] == ["  teacher   Anna Example", "  and 1 more relation"]
    assert brief(*members[:2], total=9) == [
        "Relations",
        "  members  Person 0; Person 1",
        "  and 7 more relations",
    ]
    assert brief(*members, most=1) == ["Relations", "  members  Person 0; 8 more"]


@pytest.mark.parametrize("width", [20, 40, 60])
def test_no_line_is_wider_than_the_screen(width: int) -> None:
    relations = [related("member", Ref(id=f"p-{number}", name=f"Person {number}")) for number in range(9)]
    assert max(map(len, brief(*relations, width=width))) <= width


def test_in_full_each_has_its_id_and_evidence() -> None:
    one = related("spouse", start="1985", evidence=(Evidence(source="diary", at="p. 12"),))
    assert list(plain_lines(relations_in_full([one], 3, UNICODE), None)) == [
        "Relations (1 of 3)",
        "  spouse  Anna Example (anna) (from 1985) [diary, p. 12]",
    ]
    assert list(relations_in_full([], 0, UNICODE)) == []


@pytest.mark.parametrize(
    ("kind", "line"),
    [
        ("parent", "Anna Example: parent of Ben Example (reported)"),
        ("child", "Anna Example: child of Ben Example (reported)"),
        ("founder-of", "Ben Example: founder of Anna Example (reported)"),
    ],
)
def test_links_begin_with_the_relation_of_the_two(kind: str, line: str) -> None:
    chain = Chain(start=BEN, end=ANNA, relations=(related(kind, certainty="reported"),))
    for look in (PIPE, Look(glyphs=ASCII, full=True)):
        lines = list(plain_lines(links_document(chain, look), None))
        assert lines[0].startswith(line)
        assert lines[1].startswith("Ben Example and Anna Example share no event")


def test_one_without_events_has_relations() -> None:
    links = Links(person=BEN, relations=(related("parent"),), relations_total=1)
    for look in (PIPE, Look(full=True)):
        lines = list(plain_lines(links_document(links, look), None))
        assert any("Anna Example" in line for line in lines)
        assert "No event on record has another participant besides Ben Example." in lines
