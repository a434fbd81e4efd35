"""A locator names a passage that its source does not have.

If a source lists its `sections`, a locator is the title of one of them, alone or followed by a comma and a passage:
a number up to its `paragraphs`, or the date of an entry as listed in its `entries`. `sinoru verify` finds
only these passages in your copy of the source. Pages, volumes and boxes (`p. 12`) are not compared with the sections.

    sections: [{title: Implications, paragraphs: 2}]
    ...
    evidence: [{source: yu-1999q2, at: "Implications, 7"}]     # E208: the section has 2 paragraphs
"""

from collections.abc import Iterator, Sequence
from functools import lru_cache

from sinoru.check.checked_corpus import CheckedCorpus
from sinoru.check.finding import Finding
from sinoru.locators.contents import Contents
from sinoru.locators.labels import Step
from sinoru.messages import clause, count, did_you_mean, use_one_of
from sinoru.model.fields import is_evidence
from sinoru.model.records import Section, Source
from sinoru.names.nearest import nearest

CODE = "E208"
SUMMARY = "A locator names a passage that its source does not have."
_MOST_KEPT = 100
"""Sources whose sections are kept while other records are checked."""
_MOST_COMPARED = 1_000
"""Sections or entries that are compared for a hint."""
_MOST_SHOWN = 8
"""Sections or entries that a hint lists."""


def check(corpus: CheckedCorpus) -> Iterator[Finding]:
    """Yield a finding for each locator that its source does not have."""

    @lru_cache(maxsize=_MOST_KEPT)
    def contents_of(id_: str) -> Contents | None:
        source = corpus.find(Source, id_)
        return Contents(source) if source and source.sections else None

    for placed in corpus.placed:
        for at, _, evidence in corpus.fields.walk(placed.record, is_evidence):
            contents = contents_of(evidence.source) if evidence.at else None
            fault = _fault(contents, evidence.at) if contents else None
            if fault:
                yield Finding(placed.place, (*at, "at"), *fault, evidence.at)


def _fault(contents: Contents, at: str) -> tuple[str, str] | None:
    """Return what is wrong with a locator, and a hint on what may be meant; None if nothing is wrong."""
    source = contents.source
    locator = contents.parse(at)
    section = contents.section(locator)
    if not section and locator.steps and locator.steps[0].label != "paragraph":
        return None  # pages, volumes, boxes: a source may be cited by these as well
    if not section or not f"{at}, ".startswith(f"{section.title}, "):
        titles = [section.title for section in source.sections]
        title = at.rpartition(", ")[0] or at
        return f"'{source.id}' has no section '{title}'", _nearest(title, titles)
    for step in locator.steps:
        if step.label == "paragraph" and not _has_paragraphs(section, step):
            return _no_paragraph(section, locator.within)
    if locator.passage and section.entries and not contents.lists_entry(locator):
        hint = _nearest(locator.passage, section.entries)
        return f"the section '{section.title}' has no entry '{locator.passage}'", hint
    return None


def _has_paragraphs(section: Section, step: Step) -> bool:
    numbers = [number for span in step.spans for number in span if number.isdecimal()]
    return not section.paragraphs or all(1 <= int(number) <= section.paragraphs for number in numbers)


def _no_paragraph(section: Section, passage: str) -> tuple[str, str]:
    allowed = "1" if section.paragraphs == 1 else f"1 to {section.paragraphs}"
    hint = f"use {allowed}: the section has {count(section.paragraphs, 'paragraph')}"
    return f"the section '{section.title}' has no paragraph {passage}", hint


def _nearest(text: str, known: Sequence[str]) -> str:
    near = nearest(text, known[:_MOST_COMPARED], 1)
    more = ["..."] if len(known) > _MOST_SHOWN else []
    return clause(did_you_mean(near) or use_one_of([*known[:_MOST_SHOWN], *more]))
