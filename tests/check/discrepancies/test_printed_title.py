from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from sinoru.model.records import Event, Participant
from sinoru.query.offices import offices_by_title
from sinoru.query.tenure import is_title

if TYPE_CHECKING:
    from collections.abc import Callable

    from sinoru.index.index import Index
    from sinoru.model.records import ConflictRecord

CORPUS = """\
organisations:
  - {{id: duma, name: State Duma, part_of: assembly}}
  - {{id: council, name: Federation Council, part_of: assembly}}
  - {{id: assembly, name: Federal Assembly}}
  - {{id: staff, name: General Staff}}
people:
  - id: stroyev
    name: Yegor Stroyev
    offices:
      - {{title: Chairman of the Federation Council, org: council, from: 1996-01, to: 2001-12-05}}
  - id: korabelnikov
    name: Valentin Korabelnikov
    offices:
      - {{title: Deputy Chief of the General Staff, org: staff, from: 1997-05, to: 2009-04-24}}
  - id: kvashnin
    name: Anatoly Kvashnin
    offices:
      - {{title: Chief of the General Staff, org: staff, from: 1997-06, to: 2004-07-19}}
  - id: acting
    name: An Acting
    offices:
      - {{title: Chief of the Guard, org: council, from: 1999-01, to: 1999-06, began: acting}}
  - {{id: nobody, name: No Body}}
  - id: unsure
    name: Un Sure
    offices: [{{title: Deputy, org: duma}}, {{title: Governor, org: council, from: 1990}}]
events:
  - id: visit
    date: {date}
    title: A visit
    participants: [{{person: {person}, as: {title}, as_org: {org}}}]
    evidence: [{{source: yu, at: "Chronology, May 27"}}]
"""


def corpus(person: str, title: str, org: str, date: str = "1999-05-27") -> str:
    return CORPUS.format(person=person, title=title, org=org, date=date)


def test_a_title_in_a_house_where_one_held_no_office_is_found(
    found_by: Callable[[str, str], list[ConflictRecord]],
) -> None:
    (conflict,) = found_by("printed-title", corpus("stroyev", "Duma speaker", "duma"))
    printed, held = conflict.statements
    assert printed.value == "Duma speaker"
    assert (
        held.value
        == "Yegor Stroyev: Chairman of the Federation Council, Federation Council (1996-01/2001-12-05)"
    )
    assert (conflict.id, conflict.field, conflict.state) == ("visit-printed-title-stroyev", "offices", "open")
    assert conflict.note == "Yegor Stroyev held another office on that day"


def test_a_title_that_somebody_else_held_is_found(
    found_by: Callable[[str, str], list[ConflictRecord]],
) -> None:
    (conflict,) = found_by("printed-title", corpus("korabelnikov", "Chief of the General Staff", "staff"))
    assert conflict.note == "on that day Anatoly Kvashnin held this title, not Valentin Korabelnikov"
    assert [said.value.partition(":")[0] for said in conflict.statements[1:]] == [
        "Valentin Korabelnikov",
        "Anatoly Kvashnin",
    ]


def test_an_office_left_before_that_day_is_found(
    found_by: Callable[[str, str], list[ConflictRecord]],
) -> None:
    text = corpus("stroyev", "Chairman of the Federation Council", "council", "2003-05-27")
    (conflict,) = found_by("printed-title", text)
    assert conflict.note == "Yegor Stroyev held no such office on that day"


@pytest.mark.parametrize(
    ("person", "title", "org", "date"),
    [
        ("stroyev", "Chairman of the Federation Council", "council", "1999-05-27"),
        ("stroyev", "chairman", "council", "1999-05-27"),  # another wording of an office there
        ("stroyev", "Speaker", "assembly", "1999-05-27"),  # of the body that his house is part of
        ("stroyev", "Chairman of the Federation Council", "council", "1996"),  # may have been after January
        ("stroyev", "Chairman of the Federation Council", "council", "2001-12"),
        (
            "korabelnikov",
            "Chief of the General Staff",
            "staff",
            "2008-05-27",
        ),  # nobody on record held it then
        ("nobody", "Duma speaker", "duma", "1999-05-27"),  # no office is on record
        ("unsure", "Speaker", "duma", "1999-05-27"),  # an office there without dates
        ("unsure", "Governor of Oryol", "council", "1999-05-27"),  # an office without an end
        ("stroyev", "Duma speaker", "duma", "1999-05-27~"),  # a doubtful day
    ],
)
def test_what_may_be_true_is_not_found(
    found_by: Callable[[str, str], list[ConflictRecord]], person: str, title: str, org: str, date: str
) -> None:
    assert found_by("printed-title", corpus(person, title, org, date)) == []


@pytest.mark.parametrize(
    ("printed", "office", "same"),
    [
        ("Premier", "Premier of the State Council", True),
        ("premier", "Premier", True),
        ("Chief of the General Staff", "Deputy Chief of the General Staff", False),
        ("Premier", "Premiership", False),
    ],
)
def test_a_title_is_an_office_or_its_beginning(printed: str, office: str, *, same: bool) -> None:
    assert is_title(printed, office) is same


def test_views_get_the_offices_of_the_day_for_each_printed_title(index_of: Callable[[str], Index]) -> None:
    speaker = Participant(person="stroyev", printed="Duma speaker")
    guests = (Participant(person="kvashnin"), Participant(person="missing", printed="Chief"))
    events = [
        Event(id=f"e{year}", date=f"{year}", title="E", participants=(speaker, *guests))
        for year in (1990, 1999)
    ]
    offices = offices_by_title(index_of(corpus("stroyev", "Chairman", "council")), events)
    assert {key: [held.title for held in found] for key, found in offices.items()} == {
        ("e1990", "stroyev"): [],
        ("e1999", "stroyev"): ["Chairman of the Federation Council"],
    }


@pytest.mark.parametrize(
    ("title", "found"),
    [("Chief of the Guard", 0), ("Acting Chief of the Guard", 0), ("Chief of the Choir", 1)],
)
def test_an_acting_holder_may_be_printed_with_or_without_the_word(
    title: str, found: int, found_by: Callable[[str, str], list[ConflictRecord]]
) -> None:
    assert len(found_by("printed-title", corpus("acting", title, "duma"))) == found
