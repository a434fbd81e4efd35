"""What checking a corpus against a copy of a source gives: frozen values that every view and export takes."""

from typing import Literal

from sinoru.query.answers import Answer, Shown

Fault = Literal["no such passage", "terms missing"]


class MissingEvidence(Answer, frozen=True):
    """A piece of evidence that is not where its record says it is."""

    record: str
    """Id of the record, whose kind is `kind` and which begins at `path`:`line`."""
    kind: str
    at: str
    """The locator as the record has it; empty: anywhere in the source."""
    terms_missing: tuple[str, ...]
    """Terms that do not stand there; all of them, where the locator names no passage."""
    found_at: dict[str, tuple[str, ...]]
    """For each missing term the locators of all passages where it does stand."""
    path: str
    line: int
    fault: Fault = "terms missing"
    nearest: tuple[str, ...] = ()
    """Locators like `at`, where that names no passage."""


class EvidenceCount(Answer, frozen=True):
    """How much of the evidence was found, and what was not, in order of the corpus files."""

    total: int
    found: int
    missing: tuple[MissingEvidence, ...] = ()


class Uncovered(Answer, frozen=True):
    """A passage of the copy that no record rests on."""

    at: str
    text: str


class Coverage(Answer, frozen=True):
    """How many passages the copy has, and how many of them a record rests on."""

    passages: int
    covered: int
    uncovered: tuple[Uncovered, ...] = ()


class PrintedOtherwise(Answer, frozen=True):
    """A term that was found in other letters: in capitals, or misspelt as a record says that the source does."""

    record: str
    at: str
    term: str
    printed: str
    path: str
    line: int


class Verification(Answer, frozen=True):
    """A corpus held against a copy of one source."""

    source: str
    evidence: EvidenceCount
    coverage: Coverage
    printed_otherwise: tuple[PrintedOtherwise, ...] = ()
    front_matter: tuple[str, ...] = ()
    """What stands before the first passage: title, author, date."""
    remarks: tuple[str, ...] = ()
    """How the copy differs from the sections that the corpus gives the source, in words."""


class CitedPassage(Answer, frozen=True):
    """A passage that a record cites, as it stands in the copy."""

    at: str
    text: str
    """Empty where the locator names no passage."""
    terms_missing: tuple[str, ...] = ()


class CitedCopy(Answer, frozen=True):
    """What a record cites in a user's copy of one source."""

    source: str
    path: str
    passages: tuple[CitedPassage, ...]


class CitedPassages(Shown, frozen=True):
    """A record whole, with what it cites from the user's copies."""

    copies: tuple[CitedCopy, ...]
