"""A locator names a passage that its source does not have.

If a source lists its `sections`, a locator is the title of one of them, alone or followed by a comma and a passage:
a number up to its `paragraphs`, or the date of an entry as listed in its `entries`. `sinoru verify` finds
only these passages in your copy of the source. Pages, volumes and boxes (`p. 12`) are not compared with the sections.

    sections: [{title: Implications, paragraphs: 2}]
    ...
    evidence: [{source: yu-1999q2, at: "Implications, 7"}]     # E208: the section has 2 paragraphs
"""

from collections.abc import Iterator, Sequence

from sinoru.check.checked_corpus import CheckedCorpus
from sinoru.check.finding import Finding
from sinoru.locators.contents import Contents
from sinoru.locators.labels import Step
from sinoru.messages import clause, count, did_you_mean, use_one_of
from sinoru.model.fields import is_evidence
from sinoru.model.records import Section, Source

CODE = "E208"
SUMMARY = "A locator names a passage that its source does not have."
_MOST_COMPARED = 1_000
"""Sections or entries that are compared for a hint."""
_MOST_SHOWN = 8
"""Sections or entries that a hint lists."""


def check(corpus: CheckedCorpus) -> Iterator[Finding]:
    """Yield a finding for each locator that its source does not have."""
    known: dict[str, _Passages | None] = {}
    for placed in corpus.placed:
        for at, _, evidence in corpus.fields.walk(placed.record, is_evidence):
            if not evidence.at:
                continue
            if evidence.source not in known:
                source = corpus.find(Source, evidence.source)
                known[evidence.source] = _Passages(corpus, source) if source and source.sections else None
            passages = known[evidence.source]
            if passages and (fault := passages.fault_of(evidence.at)):
                yield Finding(placed.place, (*at, "at"), *fault, evidence.at)


class _Passages:
    """The passages that a source has."""

    def __init__(self, corpus: CheckedCorpus, source: Source) -> None:
        self.corpus = corpus
        self.contents = Contents(source)

    def fault_of(self, at: str) -> tuple[str, str] | None:
        """Return what is wrong with a locator, and a hint on what may be meant; None if nothing is wrong."""
        source = self.contents.source
        locator = self.contents.parse(at)
        section = self.contents.section(locator)
        if not section and locator.steps and locator.steps[0].label != "paragraph":
            return None  # pages, volumes, boxes: a source may be cited by these as well
        if not section or not f"{at}, ".startswith(f"{section.title}, "):
            titles = [section.title for section in source.sections]
            title = at.rpartition(", ")[0] or at
            return f"'{source.id}' has no section '{title}'", self._nearest(title, "", titles)
        for step in locator.steps:
            if step.label == "paragraph" and not _has_paragraphs(section, step):
                return _no_paragraph(section, locator.within)
        if locator.passage and section.entries and not self.contents.lists_entry(locator):
            hint = self._nearest(locator.passage, section.title, section.entries)
            return f"the section '{section.title}' has no entry '{locator.passage}'", hint
        return None

    def _nearest(self, text: str, of: str, known: Sequence[str]) -> str:
        """Return the nearest of the known passages as a hint; without one, the first of them.

        They are those of a section, or under no title, the sections.
        """
        key = self.contents.source.id, of
        near = self.corpus.nearest_of(key, lambda: known[:_MOST_COMPARED], text, 1)
        more = ["..."] if len(known) > _MOST_SHOWN else []
        return clause(did_you_mean(near) or use_one_of([*known[:_MOST_SHOWN], *more]))


def _has_paragraphs(section: Section, step: Step) -> bool:
    numbers = [number for span in step.spans for number in span if number.isdecimal()]
    return not section.paragraphs or all(1 <= int(number) <= section.paragraphs for number in numbers)


def _no_paragraph(section: Section, passage: str) -> tuple[str, str]:
    allowed = "1" if section.paragraphs == 1 else f"1 to {section.paragraphs}"
    hint = f"use {allowed}: the section has {count(section.paragraphs, 'paragraph')}"
    return f"the section '{section.title}' has no paragraph {passage}", hint
