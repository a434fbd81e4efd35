"""An id that no record has is named.

Every reference must lead somewhere: `person`, `org`, `places`, `part_of`, `about`, `by`, `source` and the like
hold the id of a record of the corpus. The nearest ids are named in the hint. Where only one file is checked,
the rest of its corpus has to be known: give it with `--data`, or keep it in one folder with a file that has a
`corpus:` title.

    evidence:
      - {source: yu-1999-q2, at: "Implications, 1"}     # E202: did you mean 'yu-1999q2'?
"""

from collections.abc import Iterator

from sinoru.check.checked_corpus import CheckedCorpus
from sinoru.check.finding import Finding
from sinoru.check.references import Kinds, kinds_in_words

CODE = "E202"
SUMMARY = "An id that no record has is named."


def check(corpus: CheckedCorpus) -> Iterator[Finding]:
    """Yield a finding for each reference to an unknown id."""
    if corpus.unread:
        return  # the records may be in these files
    hints: dict[tuple[str, Kinds], str] = {}
    for placed, reference in corpus.doubtful:
        if reference.id in corpus.known_ids:
            continue
        key = (reference.id, reference.kinds)
        if key not in hints:  # the search for the nearest takes time, and the same id is often named again
            hints[key] = _hint(corpus, *key)
        message = f"no {kinds_in_words(reference.kinds)} has the id '{reference.id}'"
        yield Finding(placed.place, reference.at, message, hints[key], reference.id)


def _hint(corpus: CheckedCorpus, record_id: str, kinds: Kinds) -> str:
    near = corpus.nearest(record_id, kinds)
    if not near:
        return "add the record, or leave the reference out"
    if near[0] == record_id.casefold():
        return f"it differs only by case from '{near[0]}'"
    others = f" (or {', '.join(near[1:])})" if near[1:] else ""
    return f"did you mean '{near[0]}'?{others}"
