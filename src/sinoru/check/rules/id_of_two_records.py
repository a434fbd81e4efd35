"""Two records have the same id in another register.

An entry of a register is about one person, organisation, place, event or source. Either the two records are about the
same, and `sinoru merge` unites them, or one of the ids is wrong.

    people:
      - {id: li-peng, name: Li Peng, ids: {viaf: 75121530}}
      - {id: li-peng-2, name: Peng Li, ids: {viaf: 75121530}}     # W331
"""

from collections.abc import Iterator

from sinoru.check.checked_corpus import CheckedCorpus
from sinoru.check.finding import Finding, Location
from sinoru.loading.files import shown_path
from sinoru.model.registers import located_ids, parts_of, same_as

CODE = "W331"
SUMMARY = "Two records have the same id in another register."


def check(corpus: CheckedCorpus) -> Iterator[Finding]:
    """Yield a finding for each id that an earlier record has."""
    first: dict[tuple[str, str], tuple[Location, str]] = {}
    for place, record in corpus.elsewhere:
        for at, one in located_ids(record):
            other, owner = first.setdefault(same_as(one), (place, record.id))
            if owner != record.id:
                register, id_ = parts_of(one)
                message = f"'{record.id}' and '{owner}' have the same id in '{register}': '{id_}'"
                where = f"{shown_path(other.path)}:{other.line}"
                hint = f"merge the two, or correct one; '{owner}' is at {where}"
                yield Finding(place, at, message, hint, id_)
