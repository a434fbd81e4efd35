"""The passages that one record cites, from the user's copy: what `sinoru show ID --source FILE` prints beside it."""

from sinoru.model.records import Record, Source
from sinoru.verify.answers import CitedPassage
from sinoru.verify.cited import evidence_in
from sinoru.verify.copies import read_copy
from sinoru.verify.find import Finder
from sinoru.verify.passages import read_passages
from sinoru.verify.verify import collect_misspellings


def passages_for(record: Record, source: Source, path: str) -> tuple[CitedPassage, ...]:
    """Give each passage of the copy at `path` that the record cites, once, in order of the record's evidence.

    A locator that names no passage comes with an empty text, and a piece of evidence without a locator with the
    passages where all its terms stand. Raises UnreadableCopy.
    """
    copy = read_passages(read_copy(path), source)
    finder = Finder(copy.passages, collect_misspellings((record,), source.id))
    cited: dict[str, CitedPassage] = {}
    for evidence in evidence_in(record, source.id):
        finding = finder.find(evidence)
        found = {passage.at: passage.shown for passage in finding.passages} or {evidence.at: ""}
        for at, text in found.items():
            missing = (*(cited[at].terms_missing if at in cited else ()), *finding.missing)
            cited[at] = CitedPassage(at=at, text=text, terms_missing=tuple(dict.fromkeys(missing)))
    return tuple(cited.values())
