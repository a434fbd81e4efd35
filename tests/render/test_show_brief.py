"""`sinoru show` on one screen: what is said first, what is counted, and what is left to other commands."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from msgspec.structs import replace

from sinoru.model.records import (
    Assessment,
    Claim,
    Conflict,
    Evidence,
    Figure,
    Name,
    Office,
    Organisation,
    Participant,
    Person,
    Place,
    Record,
    Section,
    Source,
    Statement,
)
from sinoru.query.answers import CitedSource, Judgement, Ref, Shown
from sinoru.render.document import ASCII, UNICODE, Look
from sinoru.render.layout import plain_lines
from sinoru.render.show import records_document, show_document
from tests.render.brief_output import too_wide

if TYPE_CHECKING:
    from collections.abc import Callable

    from sinoru.query.answers import EventAnswer

YU = CitedSource(
    id="yu-1999q2",
    by="Yu Bin",
    title="Sino-Russian Relations: NATO's Unintended Consequence",
    url="https://example.org/yu",
)
IMF = CitedSource(id="imf", by="", title="Direction of Trade Statistics")
CITED = {one.id: one for one in (YU, IMF)}


def drawn(answer: Shown, width: int | None = None, look: Look | None = None) -> str:
    look = look or Look(width=width)
    return "\n".join(plain_lines(show_document(answer, look), width, look.glyphs.ellipsis))


def of(record: Record) -> Shown:
    return Shown(kind=record.KIND, record=record, path="x.yaml", line=1, refs={}, referred_by=(), cited=CITED)


@pytest.fixture
def event(shown_event: Shown, bombing: EventAnswer) -> Shown:
    record = replace(
        shown_event.record, conflicts=bombing.event.conflicts, summary="They confer for an hour."
    )
    return replace(shown_event, record=record, cited=CITED, referred_by_kind={"event": 1, "claim": 6})


@pytest.fixture
def claim() -> Shown:
    record = Claim(
        id="trade-fell",
        text="Trade between China and Russia fell by a tenth in 1998, says the customs administration.",
        kind="figure",
        about=("china",),
        by="customs",
        reported_by="xinhua",
        said="1999",
        holds="1998",
        certainty="reported",
        quote="a difficult year",
        figure=Figure(value="-10.5", unit="%", comparison="change on the year before"),
        assessment=Assessment(
            verdict="partly", why="other tables have 9 %", evidence=(Evidence(source="imf"),)
        ),
        evidence=(Evidence(source="yu-1999q2", at="Unrequited Love, 3"),),
        note="see the table",
    )
    names = {"china": "China", "customs": "General Administration of Customs", "xinhua": "Xinhua",
             "trade-rose": "Trade rose in 1998."}  # fmt: skip
    refs = {id_: Ref(id=id_, name=name) for id_, name in names.items()}
    partly = Judgement(verdict="partly", why="other tables have 9 %")
    return replace(of(record), refs=refs, referred_by_kind={"claim": 1}, assessment=partly)


@pytest.mark.parametrize("width", [None, 60, 80, 120, 200])
def test_an_event_looks_as_kept(golden: Callable[[str, str], None], event: Shown, width: int | None) -> None:
    golden(f"show-brief-event-{width or 'pipe'}", drawn(event, width))


@pytest.mark.parametrize("width", [None, 60, 80, 120, 200])
def test_a_claim_looks_as_kept(golden: Callable[[str, str], None], claim: Shown, width: int | None) -> None:
    golden(f"show-brief-claim-{width or 'pipe'}", drawn(claim, width))


def test_a_person_looks_as_kept(golden: Callable[[str, str], None], shown_person: Shown) -> None:
    golden("show-brief-person-80", drawn(replace(shown_person, cited=CITED), 80))


def test_ascii_draws_with_ascii(golden: Callable[[str, str], None], claim: Shown) -> None:
    text = drawn(claim, 80, Look(ASCII, 80))
    assert text.isascii()
    golden("show-brief-claim-ascii", text)


@pytest.mark.parametrize("width", range(20, 300, 7))
def test_no_line_is_wider_than_the_screen(
    event: Shown, claim: Shown, shown_person: Shown, width: int
) -> None:
    for answer in (event, claim, shown_person):
        assert not too_wide(drawn(answer, width).splitlines(), width)


def test_other_records_appear_by_name_and_dates_in_words(event: Shown, claim: Shown) -> None:
    text = f"{drawn(event)}\n{drawn(claim)}"
    for raw in ("boris-yeltsin", "yu-1999q2", "trade-rose", "xinhua"):
        assert raw not in text
    assert "10 May 1999 · Boris Yeltsin (caller)" in text


def test_the_mark_of_a_verdict_goes_directly_before_the_claim_and_its_word_below(claim: Shown) -> None:
    lines = drawn(claim).splitlines()
    assert lines[0].startswith("~ Trade between China and Russia fell")
    assert "partly supported: other tables have 9 %" in lines


@pytest.mark.parametrize("assessment", [None, Judgement(verdict="unverified")])
def test_a_claim_that_nobody_judged_has_no_mark(claim: Shown, assessment: Judgement | None) -> None:
    assert drawn(replace(claim, assessment=assessment)).startswith("Trade between")


def test_without_a_speaker_the_source_is_named() -> None:
    record = Claim(id="x", text="X.", evidence=(Evidence(source="imf"),))
    assert drawn(of(record)).splitlines()[1] == "according to Direction of Trade Statistics"
    assert drawn(of(Claim(id="x", text="X."))).splitlines()[1] == "speaker not named"


def test_an_author_does_not_report_his_own_words() -> None:
    record = Claim(id="x", text="X.", reported_by="yu-bin", evidence=(Evidence(source="yu-1999q2"),))
    refs = {"yu-bin": Ref(id="yu-bin", name="Yu Bin")}
    assert drawn(replace(of(record), refs=refs)).splitlines()[1] == "according to Yu Bin"
    refs = {"yu-bin": Ref(id="yu-bin", name="Xinhua")}
    assert (
        drawn(replace(of(record), refs=refs)).splitlines()[1] == "according to Yu Bin, as reported by Xinhua"
    )


def test_a_source_is_one_line_with_each_section_named_once(event: Shown) -> None:
    record = replace(
        event.record,
        evidence=tuple(
            Evidence(source="yu-1999q2", at=at)
            for at in (
                "Chronology, May 10",
                "Implications, 1",
                "Chronology, May 11",
                "Implications, 2",
                "p. 3",
            )
        ),
    )
    line = "  Yu Bin, Chronology, May 10, May 11; Implications, 1, 2; p. 3  Sino-Russian Relations: "
    assert line in drawn(replace(event, record=record))


def test_a_source_leads_to_its_address(event: Shown) -> None:
    links = {
        span.link
        for block in show_document(event)
        for span in getattr(block, "spans", ())
        if "Yu Bin" in span.text or "Sino-Russian" in span.text
    }
    assert links == {"https://example.org/yu"}


def test_a_missing_source_and_missing_evidence_are_told() -> None:
    lost = drawn(of(Place(id="x", name="X", evidence=(Evidence(source="gone"),))))
    assert "  gone (not in this corpus)" in lost
    assert "[no source]" in drawn(of(Place(id="x", name="X")))


def disputed(standing: str, *values: str, why: str = "") -> str:
    statements = tuple(Statement(value=value, stands=value in standing.split()) for value in values)
    conflict = Conflict(field="born", statements=statements, why=why)
    return drawn(of(Person(id="x", name="X", conflicts=(conflict,))))


def test_a_conflict_says_which_value_holds() -> None:
    assert "  ≠ born: ✗ March 1952 · ✓ April 1952\n" in disputed("1952-04", "1952-03", "1952-04")
    assert "  ≠ born: ? 1952 · ? 1953 — open" in disputed("", "1952", "1953")


def test_a_conflict_says_why_in_a_clause() -> None:
    text = disputed("38", "72", "38", why="the contract was smaller; it came later")
    assert text.splitlines()[2].endswith("✓ 38 (the contract was smaller; …)")
    short = disputed("38", "72", "38", why="the contract was smaller")
    assert short.splitlines()[2].endswith("✓ 38 (the contract was smaller)")


def test_a_reconciled_conflict_has_no_mark_of_disagreement() -> None:
    text = disputed("1952 1952-03", "1952", "1952-03", "1952")
    assert "    born: ✓ 1952 · ✓ March 1952 — all can be true" in text
    assert "≠" not in text


def test_a_title_printed_otherwise_is_told(event: Shown) -> None:
    took = Participant(person="stroyev", printed="speaker", printed_org="duma")
    refs = {"duma": Ref(id="duma", name="State Duma"), "stroyev": Ref(id="stroyev", name="Yegor Stroyev")}
    text = drawn(replace(event, record=replace(event.record, participants=(took,)), refs=refs))
    assert "≠ the source calls Yegor Stroyev “speaker, State Duma”; not the office held that day" in text


def test_offices_come_newest_first_and_those_left_out_are_counted() -> None:
    years = [*range(1980, 1988), 1990, 1989]
    offices = (
        *(Office(title=f"Office of {year}", start=f"{year}", end=f"{year + 1}") for year in years),
        Office(title="Office of some time"),
        Office(title="Office until 1979", end="1979"),
    )
    lines = drawn(of(Person(id="x", name="X", offices=offices))).splitlines()
    assert re.findall(r"Office of (\d+)", "\n".join(lines)) == [
        "1990",
        "1989",
        *map(str, range(1987, 1981, -1)),
    ]
    assert "  and 4 more offices" in lines


def test_many_sources_and_spellings_are_counted() -> None:
    record = Place(
        id="x",
        name="X",
        names=tuple(Name(text=f"X{number}") for number in range(5)),
        evidence=tuple(Evidence(source=f"s{number}") for number in range(10)),
    )
    text = drawn(of(record))
    assert "X0 · X1 · 3 more spellings" in text
    assert "  and 2 more sources\n" in text


def test_what_refers_to_a_record_is_counted_with_the_command_that_lists_it(event: Shown) -> None:
    line = "Referred to by 1 event · 6 claims (sinoru claims --about hotline-call-1999-05-10)"
    assert line in drawn(event).splitlines()


def test_a_command_in_brackets_that_does_not_fit_has_a_line_of_its_own(event: Shown) -> None:
    look = Look(width=80, options=("--data", "corpora/of/apollo"))
    lines = drawn(event, 80, look).splitlines()
    at = lines.index("Referred to by 1 event · 6 claims")
    assert lines[at + 1] == "  sinoru claims --about hotline-call-1999-05-10 --data corpora/of/apollo"


@pytest.mark.parametrize(
    ("record", "steps"),
    [
        (
            Person(id="ann", name="Ann Example"),
            "sinoru who Ann Example --data x · sinoru cite ann --data x · --full",
        ),
        (
            Organisation(id="o", name="An Office With A Name"),
            "sinoru who o --data x · sinoru cite o --data x · --full",
        ),
        (Source(id="yu", title="X"), "sinoru sources yu --data x · sinoru cite yu --data x · --full"),
        (Place(id="x", name="X"), "sinoru cite x --data x · --full"),
    ],
)
def test_the_last_line_leads_on_in_the_same_corpus(record: Record, steps: str) -> None:
    assert drawn(of(record), look=Look(options=("--data", "x"))).splitlines()[-1] == steps


def test_a_source_shows_its_imprint_and_sections() -> None:
    record = Source(
        id="yu-1999q2", title="Article", authors=("Yu, Bin",), container="Comparative Connections", volume="1",
        issue="2", published="1999-07", kind="article", url="https://example.org",
        sections=(Section(title="Texts", paragraphs=12),), reliability="Sound.",
    )  # fmt: skip
    assert drawn(of(record)).splitlines()[:4] == [
        "Article · source, article",
        "Yu Bin · Comparative Connections 1, no. 2 · July 1999 · https://example.org",
        "Sound.",
        "sections: Texts (12 passages)",
    ]


def test_several_records_come_one_after_another_with_one_last_line(event: Shown, claim: Shown) -> None:
    lines = list(plain_lines(records_document((event, claim), Look())))
    assert lines.count("") == 2
    assert lines[-1] == "sinoru cite hotline-call-1999-05-10 trade-fell · --full"
    assert sum("--full" in line for line in lines) == 1


def test_everything_is_shown_on_request(event: Shown) -> None:
    assert (
        drawn(event, look=Look(UNICODE, full=True))
        .splitlines()[0]
        .startswith("hotline-call-1999-05-10  event")
    )


def test_nothing_hostile_reaches_the_screen() -> None:
    text = drawn(of(Place(id="x", name="\x1b[2JX\u202e", note="\x07")))
    assert not {"\x1b", "\u202e", "\x07"} & set(text)
