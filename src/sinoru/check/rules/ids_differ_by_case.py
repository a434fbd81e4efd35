"""Two ids differ only by case.

Nobody tells `Li-Peng` from `li-peng` when typing, and file systems that ignore case cannot either. Ids are in
small letters anyway (E110).
"""

from collections.abc import Iterator

from sinoru.check.corpus import Corpus, GivenId
from sinoru.check.finding import Finding
from sinoru.loading.discover import shown_path

CODE = "E209"
SUMMARY = "Two ids differ only by case."


def check(corpus: Corpus) -> Iterator[Finding]:
    """Give every id that an earlier one is but for case."""
    first: dict[str, GivenId] = {}
    for given in corpus.given:
        other = first.setdefault(given.id.casefold(), given)
        if other.id != given.id:
            where = f"{shown_path(other.place.path)}:{other.line}"
            message = f"'{given.id}' differs only by case from '{other.id}'"
            yield Finding(given.place, ("id",), message, f"that one is at {where}", given.id)
