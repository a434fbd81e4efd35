"""Two records have the same id.

An id must be unique in the corpus, across all kinds of record and all files. Otherwise a reference to it is
ambiguous, and a look-up shows only one of the two. Rename one of them, and update the references to it.

    people:
      - {id: zhang-wannian, name: Zhang Wannian}
      - {id: zhang-wannian, name: Zhang Wannian}     # E201
"""

from collections import Counter
from collections.abc import Iterator

from sinoru.check.checked_corpus import CheckedCorpus
from sinoru.check.finding import DeclaredId, Finding
from sinoru.loading.files import shown_path

CODE = "E201"
SUMMARY = "Two records have the same id."


def check(corpus: CheckedCorpus) -> Iterator[Finding]:
    """Yield a finding for each record whose id an earlier record has."""
    repeated = {id_ for id_, count in Counter(corpus.given_ids).items() if count > 1}
    first: dict[str, DeclaredId] = {}
    for given in corpus.given if repeated else ():
        other = first.setdefault(given.id, given) if given.id in repeated else given
        if other is not given:
            where = f"{shown_path(other.place.path)}:{other.line}"
            hint = f"rename one of the two; the first is at {where}"
            yield Finding(given.place, ("id",), f"duplicate id '{given.id}'", hint, given.id)
