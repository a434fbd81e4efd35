"""Two records have the same id.

An id is unique in the whole corpus, over all kinds and files: a reference to it would else mean two things, and
a look-up shows only one of them. Rename one of the two, and the references that mean it.

    people:
      - {id: zhang-wannian, name: Zhang Wannian}
      - {id: zhang-wannian, name: Zhang Wannian}     # E201
"""

from collections.abc import Iterator

from sinoru.check.corpus import Corpus, GivenId
from sinoru.check.finding import Finding
from sinoru.loading.discover import shown_path

CODE = "E201"
SUMMARY = "Two records have the same id."


def check(corpus: Corpus) -> Iterator[Finding]:
    """Give every record whose id an earlier one has."""
    first: dict[str, GivenId] = {}
    for given in corpus.given:
        other = first.setdefault(given.id, given)
        if other is not given:
            where = f"{shown_path(other.place.path)}:{other.line}"
            yield Finding(
                given.place, ("id",), f"the id '{given.id}' is taken", f"first used at {where}", given.id
            )
