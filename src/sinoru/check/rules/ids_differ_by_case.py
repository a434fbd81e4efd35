"""Two ids differ only in case.

`Li-Peng` and `li-peng` are easily confused, and file systems that ignore case cannot distinguish them. Ids consist
of lower-case letters anyway (E110).
"""

from collections.abc import Iterator

from sinoru.check.checked_corpus import CheckedCorpus
from sinoru.check.finding import DeclaredId, Finding
from sinoru.loading.files import shown_path

CODE = "E209"
SUMMARY = "Two ids differ only in case."


def check(corpus: CheckedCorpus) -> Iterator[Finding]:
    """Yield a finding for each id that differs only in case from an earlier one."""
    with_capitals = {folded for id_ in corpus.given_ids if (folded := id_.casefold()) != id_}
    first: dict[str, DeclaredId] = {}
    for given in corpus.given if with_capitals else ():
        folded = given.id.casefold()
        other = first.setdefault(folded, given) if folded in with_capitals else given
        if other.id != given.id:
            where = f"{shown_path(other.place.path)}:{other.line}"
            message = f"'{given.id}' differs only in case from '{other.id}'"
            yield Finding(
                given.place, ("id",), message, f"rename one of the two; the first is at {where}", given.id
            )
