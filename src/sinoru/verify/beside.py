"""The passages that one record cites, from the user's copy: what `sinoru show ID --source FILE` prints beside it."""

from collections.abc import Iterable

from sinoru.index.fields import all_evidence
from sinoru.index.index import Index
from sinoru.model.records import Record, Source
from sinoru.query.answers import Shown
from sinoru.verify.answers import CitedCopy, CitedPassage, ShownBeside
from sinoru.verify.cited import evidence_in, find_source, known_sources
from sinoru.verify.copies import read_source_text
from sinoru.verify.find import Finder
from sinoru.verify.passages import read_passages
from sinoru.verify.verify import collect_misspellings


def set_beside(index: Index, shown: Shown, copies: Iterable[str]) -> ShownBeside:
    """Put what a record cites from each copy beside it.

    A copy is given as `ID=FILE`, or as `FILE` alone: then it is the copy of that cited source of which most is found
    in it. Raises UnreadableCopy.
    """
    cited = tuple(_cited_copy(index, shown.record, given) for given in copies)
    fields = {name: getattr(shown, name) for name in Shown.__struct_fields__}
    return ShownBeside(**fields, copies=cited)


def _cited_copy(index: Index, record: Record, given: str) -> CitedCopy:
    named, _, path = given.partition("=")
    if path and known_sources(index, [named]):
        candidates = [named]
    else:
        path = given
        candidates = known_sources(index, dict.fromkeys(evidence.source for evidence in all_evidence(record)))
    text = read_source_text(path)
    copies = [
        CitedCopy(source=one, path=path, passages=passages_for(record, find_source(index, one), text))
        for one in candidates
    ]
    return max(copies, key=_standing, default=CitedCopy(source="", path=path, passages=()))


def _standing(copy: CitedCopy) -> int:
    """Count the passages that stand in a copy with all that they should say."""
    return sum(bool(passage.text and not passage.terms_missing) for passage in copy.passages)


def passages_for(record: Record, source: Source, text: str) -> tuple[CitedPassage, ...]:
    """Give each passage of a copy of the source that the record cites, once, in order of the record's evidence.

    A locator that names no passage comes with an empty text, and a piece of evidence without a locator with the
    passages where all its terms stand.
    """
    finder = Finder(read_passages(text, source).passages, collect_misspellings((record,), source.id))
    cited: dict[str, CitedPassage] = {}
    for evidence in evidence_in(record, source.id):
        finding = finder.find(evidence)
        found = {passage.at: passage.shown for passage in finding.passages} or {evidence.at: ""}
        for at, passage_text in found.items():
            missing = (*(cited[at].terms_missing if at in cited else ()), *finding.missing)
            cited[at] = CitedPassage(at=at, text=passage_text, terms_missing=tuple(dict.fromkeys(missing)))
    return tuple(cited.values())
