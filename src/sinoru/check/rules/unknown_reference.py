"""A reference names an id that no record has.

`person`, `org`, `places`, `part_of`, `about`, `by`, `source` and similar fields contain the id of a record in the
corpus. The hint suggests the nearest ids. To check a single file, sinoru needs the rest of its corpus: name it with
`--data`, or keep the file in a folder in which one file has a `corpus:` entry with a title.

    evidence:
      - {source: yu-1999-q2, at: "Implications, 1"}     # E202: did you mean 'yu-1999q2'?
"""

from collections.abc import Iterator

from sinoru.check.checked_corpus import CheckedCorpus
from sinoru.check.finding import Finding
from sinoru.check.references import Kinds, kinds_in_words
from sinoru.messages import clause, did_you_mean

CODE = "E202"
SUMMARY = "A reference names an id that no record has."


def check(corpus: CheckedCorpus) -> Iterator[Finding]:
    """Yield a finding for each reference to an unknown id."""
    if corpus.unread:
        return  # the records may be in these files
    hints: dict[tuple[str, Kinds], str] = {}
    for placed, reference in corpus.doubtful:
        if reference.or_text or reference.id in corpus.known_ids or reference.id in corpus.living:
            continue
        key = (reference.id, reference.kinds)
        if key not in hints:  # the search for the nearest takes time, and the same id is often named again
            hints[key] = _hint(corpus, *key)
        message = f"no {kinds_in_words(reference.kinds)} has the id '{reference.id}'"
        yield Finding(placed.place, reference.at, message, hints[key], reference.id)


def _hint(corpus: CheckedCorpus, record_id: str, kinds: Kinds) -> str:
    near = corpus.nearest(record_id, kinds)
    if not near:
        return "add the record, or remove the reference"
    if near[0] == record_id.casefold():
        return f"write '{near[0]}': the two differ only in case"
    return clause(did_you_mean(near))
