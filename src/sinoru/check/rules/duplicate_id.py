"""Two records have the same id.

An id is unique in the whole corpus, over all kinds and files: a reference to it would else mean two things, and
a look-up shows only one of them. Rename one of the two, and the references that mean it.

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
            yield Finding(
                given.place, ("id",), f"the id '{given.id}' is taken", f"first used at {where}", given.id
            )
