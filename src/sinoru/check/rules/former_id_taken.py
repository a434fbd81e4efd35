"""A former id of a record is the id of a record, or is listed twice.

`formerly` lists the ids that a record had before it was renamed or merged. What cites the record by such an id must
still find it. So no other record may have that id, now or formerly. Remove the id from one of the two, or give the
other record another id with `sinoru rename`.

    people:
      - {id: li-peng, name: Li Peng, formerly: [li-p]}
      - {id: li-p, name: Li Ping}     # E223, at the former id
"""

from collections.abc import Iterator

from sinoru.check.checked_corpus import CheckedCorpus
from sinoru.check.finding import Finding, Location
from sinoru.loading.files import shown_path

CODE = "E223"
SUMMARY = "A former id of a record is the id of a record, or is listed twice."


def check(corpus: CheckedCorpus) -> Iterator[Finding]:
    """Yield a finding for each former id that a record has, or that was listed before."""
    first: dict[str, Location] = {}
    for place, record in corpus.former:
        for position, id_ in enumerate(record.formerly):
            if id_ in corpus.known_ids:
                message = f"the former id '{id_}' is the id of a record"
                hint = "remove it here, or give that record another id"
            elif id_ in first:
                message = f"the former id '{id_}' is listed twice"
                hint = (
                    f"remove one of the two; the first is at {shown_path(first[id_].path)}:{first[id_].line}"
                )
            else:
                first[id_] = place
                continue
            yield Finding(place, ("formerly", position), message, hint, id_)
