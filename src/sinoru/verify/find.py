"""Evidence in a copy: whether each term stands in the passage that the locator names."""

from collections.abc import Mapping
from difflib import get_close_matches

import msgspec

from sinoru.model.records import Evidence
from sinoru.verify.passages import Passage, comparable
from sinoru.verify.wording import Misspellings, find_term, readings


class Finding(msgspec.Struct, frozen=True):
    """What became of one piece of evidence."""

    passages: tuple[Passage, ...] = ()
    """Those that the locator names, or that hold all terms where it names none in particular."""
    missing: tuple[str, ...] = ()
    """Terms that do not stand there."""
    printed: Mapping[str, str] = {}
    """How each term that was found is printed."""
    has_place: bool = True
    """False: the locator names no passage of the copy."""

    @property
    def is_found(self) -> bool:
        """Whether the evidence is where its record says it is."""
        return self.has_place and not self.missing


class Finder:
    """Finds evidence in the passages of a copy."""

    def __init__(self, passages: tuple[Passage, ...], misspellings: Misspellings) -> None:
        self._passages = passages
        self._misspellings = misspellings
        self._texts = {passage: readings(passage.text) for passage in passages}
        self._named: dict[str, list[Passage]] = {}
        for passage in passages:
            for name in dict.fromkeys(map(comparable, passage.names)):
                self._named.setdefault(name, []).append(passage)

    def find(self, evidence: Evidence) -> Finding:
        """Look for a piece of evidence where its locator says."""
        places = self._places(evidence.at)
        if not places:
            return Finding(missing=evidence.terms, has_place=False)
        findings = [self._look(place, evidence.terms) for place in places]
        return min(findings, key=lambda finding: len(finding.missing))

    def locators_of(self, term: str) -> tuple[str, ...]:
        """Name all passages where a term stands."""
        return tuple(
            dict.fromkeys(one.at for one in self._passages if self._printed(term, (one,)) is not None)
        )

    def nearest(self, at: str, limit: int = 3) -> tuple[str, ...]:
        """Name the passages whose locators are most like this one."""
        locators = {comparable(passage.at): passage.at for passage in self._passages}
        return tuple(locators[key] for key in get_close_matches(comparable(at), locators, limit, cutoff=0.5))

    def _places(self, at: str) -> list[tuple[Passage, ...]]:
        """Give what a locator may mean: two entries may bear one date; a section or the whole is one place."""
        if not at:
            return [self._passages]
        named = self._named.get(comparable(at))
        if named:
            return [(passage,) for passage in named]
        section = tuple(
            one for one in self._passages if one.section and comparable(one.section) == comparable(at)
        )
        return [section] if section else []

    def _look(self, place: tuple[Passage, ...], terms: tuple[str, ...]) -> Finding:
        printed = {term: self._printed(term, place) for term in terms}
        return Finding(
            passages=place if len(place) == 1 else tuple(one for one in place if self._holds(one, terms)),
            missing=tuple(term for term, found in printed.items() if found is None),
            printed={term: found for term, found in printed.items() if found},
        )

    def _holds(self, passage: Passage, terms: tuple[str, ...]) -> bool:
        return bool(terms) and all(self._printed(term, (passage,)) is not None for term in terms)

    def _printed(self, term: str, place: tuple[Passage, ...]) -> str | None:
        for passage in place:
            printed = find_term(term, self._texts[passage], self._misspellings)
            if printed is not None:
                return printed
        return None
