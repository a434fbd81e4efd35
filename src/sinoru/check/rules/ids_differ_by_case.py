"""Two ids differ only by case.

Nobody tells `Li-Peng` from `li-peng` when typing, and file systems that ignore case cannot either. Ids are in
small letters anyway (E110).
"""

from collections.abc import Iterator

from sinoru.check.checked_corpus import CheckedCorpus
from sinoru.check.finding import DeclaredId, Finding
from sinoru.loading.files import shown_path

CODE = "E209"
SUMMARY = "Two ids differ only by case."


def check(corpus: CheckedCorpus) -> Iterator[Finding]:
    """Yield a finding for each id that differs only by case from an earlier one."""
    with_capitals = {folded for id_ in corpus.given_ids if (folded := id_.casefold()) != id_}
    first: dict[str, DeclaredId] = {}
    for given in corpus.given if with_capitals else ():
        folded = given.id.casefold()
        other = first.setdefault(folded, given) if folded in with_capitals else given
        if other.id != given.id:
            where = f"{shown_path(other.place.path)}:{other.line}"
            message = f"'{given.id}' differs only by case from '{other.id}'"
            yield Finding(given.place, ("id",), message, f"that one is at {where}", given.id)
