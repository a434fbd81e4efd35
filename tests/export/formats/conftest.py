"""Choices of records from a small corpus with something of everything, and from one that means harm."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from sinoru.export.formats import FORMATS, load_format
from sinoru.query.export_selection import Selection
from sinoru.query.filters import NO_FILTERS, Filters

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from sinoru.index.index import Index

CORPUS = """\
corpus:
  {format: 2, title: A few weeks of 1999, description: What was said., licence: CC BY 4.0, from: 1999-05, to: 1999-06}
sources:
  - id: yu-1999q2
    title: "NATO's Unintended Consequence"
    authors: ["Yu, Bin"]
    container: Comparative Connections
    volume: 1
    issue: 1
    pages: 67-78
    published: 1999-07
    url: https://cc.pacforum.org/1999/07/a.html
    language: en
    kind: article
  - {id: mfa, title: Page of the ministry, publisher: Ministry of Foreign Affairs, published: 2000~, kind: web}
  - {id: unused, title: Nobody cites this, published: 1998}
places:
  - {id: belgrade, name: Belgrade, country: Yugoslavia, lat: 44.8125, lon: 20.4612}
  - {id: moscow, name: Moscow, country: Russia, lat: 55.7558, lon: 37.6173}
  - {id: beijing, name: Beijing, country: China, lat: 39.9042, lon: 116.4074}
  - {id: somewhere, name: Somewhere}
organisations:
  - {id: nato, name: NATO, kind: alliance}
  - {id: russian-government, name: Government of Russia, kind: government, country: Russia, part_of: russia}
  - {id: russia, name: Russian Federation, kind: state, country: Russia}
people:
  - id: sergei-stepashin
    name: Sergei Stepashin
    country: Russia
    born: 1952-03-02
    birthplace: somewhere
    wikidata: Q211859
    summary: Prime minister of Russia in the summer of 1999.
    names:
      - {text: Сергей Степашин, kind: native, lang: ru}
      - {text: Stepashyn, kind: as-printed, source: yu-1999q2}
    offices:
      - title: Prime Minister
        org: russian-government
        from: 1999-05-19
        to: 1999-08-09
        evidence: [{source: mfa}]
    evidence: [{source: yu-1999q2, at: "High Politics, 2", terms: [Stepashin]}]
  - {id: zhang-wannian, name: Zhang Wannian, country: China, names: [{text: 张万年, kind: native, lang: zh-Hans}]}
  - {id: jiang-zemin, name: Jiang Zemin, country: China}
events:
  - id: kosovo-war
    date: 1999-03-24/1999-06-10
    title: NATO bombs Yugoslavia
    kind: crisis
    evidence: [{source: yu-1999q2, at: "Introduction, 1"}]
  - id: embassy-bombing
    date: 1999-05-08
    title: NATO bombs hit the Chinese embassy in Belgrade
    summary: Five bombs strike the embassy; three die.
    kind: attack
    participants: [{org: nato, role: attacker}]
    places: [belgrade]
    countries: [China, Yugoslavia]
    topics: [kosovo]
    part_of: kosovo-war
    evidence: [{source: yu-1999q2, at: "Chronology, May 8", terms: [embassy]}, {source: mfa}]
    conflicts:
      - field: date
        statements:
          - {value: 1999-05-07, stands: true, evidence: [{source: yu-1999q2, at: "Chronology, May 8"}]}
          - {value: 1999-05-08, stands: true, by: nato, certainty: stated, evidence: [{source: mfa, terms: [May 8]}]}
        why: time zones
        evidence: [{source: mfa}]
  - id: zhang-visit
    date: 1999-06-07/1999-06-17
    title: Zhang Wannian visits Russia
    kind: visit
    participants:
      - {person: zhang-wannian, role: visitor, as: Chief of Staff, as_org: russian-government}
      - {person: sergei-stepashin, role: host}
    places: [moscow, beijing]
    countries: [China, Russia]
    topics: [arms-sales]
    evidence: [{source: yu-1999q2, at: "Chronology, June 7-17", terms: [Zhang Wannian]}]
    tags: [corroborated]
    note: Two weeks.
  - id: zhang-meets-stepashin
    date: 1999-06-09
    title: Stepashin receives Zhang
    kind: meeting
    participants: [{person: sergei-stepashin, role: host}, {person: zhang-wannian}, {person: jiang-zemin}]
    places: [somewhere]
    part_of: zhang-visit
  - {id: autumn, date: 1999-23, title: Something in the autumn}
  - {id: about-1994, date: 1994~, title: Something about 1994}
  - {id: since-may, date: 1999-05/.., title: Something that goes on}
  - {id: until-may, date: ../1999-05, title: Something that began who knows when}
claims:
  - id: seventy-two-jets
    text: Russia agrees to sell 72 Su-30 fighters to China.
    kind: figure
    by: sergei-stepashin
    reported_by: nato
    about: [zhang-visit, russia]
    said: 1999-06-09
    figure: {value: 72, unit: fighters, of: jets, comparison: exactly}
    certainty: reported
    topics: [arms-sales]
    evidence: [{source: yu-1999q2, at: "The Arms Trade, 1", terms: [Su-30, "72"]}]
    assessment: {verdict: partly, why: half of them were sold}
  - id: thirty-eight-jets
    text: Russia sells 38 fighters.
    kind: figure
    holds: 1999
    evidence: [{source: mfa, at: "List, 2"}]
  - {id: a-saying, text: Bombs do not lie., kind: quotation, quote: Bombs do not lie, by: jiang-zemin}
conflicts:
  - id: how-many-jets
    question: How many jets does Russia sell?
    about: [zhang-visit]
    statements:
      - {claim: seventy-two-jets}
      - {claim: thirty-eight-jets, stands: true}
      - {value: forty, by: sergei-stepashin, certainty: alleged, evidence: [{source: yu-1999q2, at: "Trade, 2"}]}
    why: later contracts name 38
    evidence: [{source: mfa, at: "List, 2"}]
    tags: [arms]
    note: See the contract.
"""

HOSTILE_TEXTS = (
    "=cmd|' /C calc'!A0",
    "<script>alert(1)</script>",
    "</script><!--",
    "\\x00-like: \\0 \\N \\n %0A %s {0} {{x}}",
    "quotes \" ' ` “ ; , : \\ | & % # $ _ ^ ~ { } [ ]",
    "a\u202eb\u2066c\u200bd\ufeff",
    "line\nline\r\nline\rline\u2028line\u2029line\x85line",
    "\x1b[31mred\x07\x08\x7f\x9b",
    "\x01\x02\x0b\x0c\x1f \ufffe \uffff \U0001f600",
    "]]> <![CDATA[ &amp; &#0; -->",
    "END:VEVENT\r\nBEGIN:VALARM",
    "}\n@article{x, title={",
    "ER  - \r\nTY  - BOOK",
    "-5 +5 @SUM(1) \t=1+1",
    " leading and trailing ",
    "العربية עברית 張萬年 Ёлка",
)
"""What a corpus may hold in a text, with the characters that YAML knows only as escapes."""


def hostile_corpus() -> str:
    """Write a corpus in which every text is one that means harm."""
    lines = ["sources:"]
    quoted = [_quoted(text) for text in HOSTILE_TEXTS]
    for number, text in enumerate(quoted):
        lines.append(
            f"  - {{id: s{number}, title: {text}, authors: [{text}], container: {text}, pages: {text},"
            f" publisher: {text}, url: {text}, kind: {text}, note: {text}, reliability: {text}}}"
        )
    lines.append("people:")
    for number, text in enumerate(quoted):
        lines.append(
            f"  - {{id: p{number}, name: {text}, names: [{{text: {text}, lang: {text}}}], country: {text},"
            f" wikidata: {text}, summary: {text}, offices: [{{title: {text}, org: {text}}}]}}"
        )
    lines.append("places:")
    for number, text in enumerate(quoted):
        lines.append(f"  - {{id: x{number}, name: {text}, lat: 1, lon: 2, country: {text}, summary: {text}}}")
    lines.append("events:")
    for number, text in enumerate(quoted):
        lines.append(
            f"  - {{id: e{number}, date: 1999-05-{number + 1:02}, title: {text}, summary: {text}, kind: {text},"
            f" participants: [{{person: p{number}, role: {text}, as: {text}}}], places: [x{number}, {text}],"
            f" countries: [{text}], topics: [{text}], tags: [{text}], note: {text},"
            f" evidence: [{{source: s{number}, at: {text}, terms: [{text}]}}, {{source: {text}}}],"
            f" conflicts: [{{field: {text}, statements: [{{value: {text}}}, {{value: x}}], why: {text}}}]}}"
        )
    lines.append("claims:")
    for number, text in enumerate(quoted):
        lines.append(
            f"  - {{id: c{number}, text: {text}, by: p{number}, quote: {text}, about: [e{number}],"
            f" figure: {{value: 1, unit: {text}, of: {text}}}, evidence: [{{source: s{number}, at: {text}}}],"
            f" assessment: {{verdict: partly, why: {text}, evidence: [{{source: s{number}}}]}}}}"
        )
    lines.append("conflicts:")
    for number, text in enumerate(quoted):
        lines.append(
            f"  - {{id: q{number}, question: {text}, about: [e{number}], field: {text}, note: {text}, why: {text},"
            f" statements: [{{claim: c{number}}}, {{value: {text}, stands: true, by: p{number}}}]}}"
        )
    return "\n".join(lines) + "\n"


def _quoted(text: str) -> str:
    escaped = "".join(
        char if char.isascii() and char.isprintable() and char not in '"\\' else f"\\U{ord(char):08X}"
        for char in text
    )
    return f'"{escaped}"'


@pytest.fixture
def select(index_of: Callable[[str], Index]) -> Callable[..., Selection]:
    """Choose from the small corpus, or from another, as an export of this kind does."""

    def choose(name: str, filters: Filters = NO_FILTERS, corpus: str = CORPUS) -> Selection:
        return Selection(index_of(corpus), filters, FORMATS[name].chosen)

    return choose


@pytest.fixture
def text_of(select: Callable[..., Selection]) -> Callable[..., str]:
    """Return what a kind of text exports."""

    def export(name: str, filters: Filters = NO_FILTERS, corpus: str = CORPUS) -> str:
        return "".join(load_format(name).export(select(name, filters, corpus)))

    return export


@pytest.fixture
def file_of(select: Callable[..., Selection], tmp_path: Path) -> Callable[..., Path]:
    """Return the file that a binary kind writes."""
    written: list[Path] = []

    def write(name: str, filters: Filters = NO_FILTERS, corpus: str = CORPUS) -> Path:
        path = tmp_path / f"{len(written)}{FORMATS[name].suffix}"
        path.touch()
        load_format(name).write(select(name, filters, corpus), str(path))
        written.append(path)
        return path

    return write


@pytest.fixture
def hostile() -> str:
    return hostile_corpus()
