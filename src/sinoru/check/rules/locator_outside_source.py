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
from sinoru.check.references import pieces_of_evidence
from sinoru.messages import clause, count, did_you_mean, use_one_of
from sinoru.model.records import Section, Source
from sinoru.names.nearest import Vocabulary

CODE = "E208"
SUMMARY = "A locator names a passage that its source does not have."
_NUMBERS = re.compile(r"\d{1,9}(?:\s*[-–,]\s*\d{1,9})*")
_MOST_COMPARED = 1_000
"""Sections or entries that are compared for a hint."""
_MOST_SHOWN = 8
"""Sections or entries that a hint lists."""


def check(corpus: CheckedCorpus) -> Iterator[Finding]:
    """Yield a finding for each locator that its source does not have."""
    known: dict[str, _Passages] = {}
    for placed in corpus.placed:
        for at, evidence in pieces_of_evidence(placed.record):
            source = corpus.find(Source, evidence.source) if evidence.at else None
            if source and source.sections:
                if source.id not in known:
                    known[source.id] = _Passages(corpus, source)
                if fault := known[source.id].fault_of(evidence.at):
                    yield Finding(placed.place, (*at, "at"), *fault, evidence.at)


class _Passages:
    """The sections of a source, and their entries."""

    def __init__(self, corpus: CheckedCorpus, source: Source) -> None:
        self.corpus = corpus
        self.source = source
        self.titles = [section.title for section in source.sections]
        self.sections = {section.title: section for section in reversed(source.sections)}
        self.lengths = sorted({len(title) for title in self.titles}, reverse=True)
        self.entries: dict[str, frozenset[str]] = {}
        """Those of a section, by its title."""
        self.vocabularies: dict[str, Vocabulary] = {}
        """What a passage of a section is compared with, by its title; under no title, the sections."""

    def fault_of(self, at: str) -> tuple[str, str] | None:
        """Return what is wrong with a locator, and a hint on what may be meant; None if nothing is wrong."""
        section = self._section_of(at)
        if not section:
            title = at.rpartition(", ")[0] or at
            return f"'{self.source.id}' has no section '{title}'", self._nearest(title, "", self.titles)
        passage = at[len(section.title) + 2 :].strip()
        if _NUMBERS.fullmatch(passage):
            return _number_fault(section, passage)
        if passage and section.entries and passage not in self._entries_of(section):
            hint = self._nearest(passage, section.title, section.entries)
            return f"the section '{section.title}' has no entry '{passage}'", hint
        return None

    def _section_of(self, at: str) -> Section | None:
        """Return the section with the longest title that a locator begins with."""
        text = f"{at}, "
        titles = (text[:length] for length in self.lengths if text.startswith(", ", length))
        return next((self.sections[title] for title in titles if title in self.sections), None)

    def _entries_of(self, section: Section) -> frozenset[str]:
        if section.title not in self.entries:
            self.entries[section.title] = frozenset(section.entries)
        return self.entries[section.title]

    def _nearest(self, text: str, of: str, known: Sequence[str]) -> str:
        """Return the nearest of the known passages as a hint; without one, the first of them."""
        near: list[str] = []
        if self.corpus.patience > 0:
            if of not in self.vocabularies:
                self.vocabularies[of] = Vocabulary(known[:_MOST_COMPARED])
            near = self.vocabularies[of].nearest(text, 1)
            self.corpus.patience -= len(self.vocabularies[of])
        more = ["..."] if len(known) > _MOST_SHOWN else []
        return clause(did_you_mean(near) or use_one_of([*known[:_MOST_SHOWN], *more]))


def _number_fault(section: Section, passage: str) -> tuple[str, str] | None:
    numbers = [int(number) for number in re.findall(r"\d+", passage)]
    if not section.paragraphs or all(1 <= number <= section.paragraphs for number in numbers):
        return None
    allowed = "1" if section.paragraphs == 1 else f"1 to {section.paragraphs}"
    hint = f"use {allowed}: the section has {count(section.paragraphs, 'paragraph')}"
    return f"the section '{section.title}' has no paragraph {passage}", hint
