"""A locator names a passage that its source does not have.

If a source lists its `sections`, a locator is the title of one of them, alone or followed by a comma and a passage:
a number up to its `paragraphs`, or the date of an entry as listed in its `entries`. `sinoru verify` finds
only these passages in your copy of the source.

    sections: [{title: Implications, paragraphs: 2}]
    ...
    evidence: [{source: yu-1999q2, at: "Implications, 7"}]     # E208: the section has 2 paragraphs
"""

import re
from collections.abc import Iterator, Sequence

from sinoru.check.checked_corpus import CheckedCorpus
from sinoru.check.finding import Finding
from sinoru.messages import clause, count, did_you_mean, use_one_of
from sinoru.model.fields import is_evidence
from sinoru.model.records import Section, Source
from sinoru.names.nearest import nearest

CODE = "E208"
SUMMARY = "A locator names a passage that its source does not have."
_NUMBERS = re.compile(r"\d{1,9}(?:\s*[-–,]\s*\d{1,9})*")
_MOST_COMPARED = 1_000
"""Sections or entries that are compared for a hint."""
_MOST_SHOWN = 8
"""Sections or entries that a hint lists."""


def check(corpus: CheckedCorpus) -> Iterator[Finding]:
    """Yield a finding for each locator that its source does not have."""
    for placed in corpus.placed:
        for at, _, evidence in corpus.fields.walk(placed.record, is_evidence):
            source = corpus.find(Source, evidence.source) if evidence.at else None
            fault = _fault(source, evidence.at) if source and source.sections else None
            if fault:
                yield Finding(placed.place, (*at, "at"), *fault, evidence.at)


def _fault(source: Source, at: str) -> tuple[str, str] | None:
    """Return what is wrong with a locator, and a hint on what may be meant; None if nothing is wrong."""
    named = [section for section in source.sections if f"{at}, ".startswith(f"{section.title}, ")]
    if not named:
        titles = [section.title for section in source.sections]
        title = at.rpartition(", ")[0] or at
        return f"'{source.id}' has no section '{title}'", _nearest(title, titles)
    section = max(named, key=lambda one: len(one.title))
    passage = at[len(section.title) + 2 :].strip()
    if _NUMBERS.fullmatch(passage):
        return _number_fault(section, passage)
    if passage and section.entries and passage not in section.entries:
        return f"the section '{section.title}' has no entry '{passage}'", _nearest(passage, section.entries)
    return None


def _number_fault(section: Section, passage: str) -> tuple[str, str] | None:
    numbers = [int(number) for number in re.findall(r"\d+", passage)]
    if not section.paragraphs or all(1 <= number <= section.paragraphs for number in numbers):
        return None
    allowed = "1" if section.paragraphs == 1 else f"1 to {section.paragraphs}"
    hint = f"use {allowed}: the section has {count(section.paragraphs, 'paragraph')}"
    return f"the section '{section.title}' has no paragraph {passage}", hint


def _nearest(text: str, known: Sequence[str]) -> str:
    near = nearest(text, known[:_MOST_COMPARED], 1)
    more = ["..."] if len(known) > _MOST_SHOWN else []
    return clause(did_you_mean(near) or use_one_of([*known[:_MOST_SHOWN], *more]))
