"""A former id of a record is the id of a record, or a former id of another one.

`formerly` lists the ids that a record had before it was renamed or merged. What cites it by such an id must still find
it, so that no other record may have that id, now or formerly, and none lists its own. Remove the id from one of the
two, or give the other record another id with `sinoru rename`.

    people:
      - {id: li-peng, name: Li Peng, formerly: [li-p]}
      - {id: li-p, name: Li Ping}     # E216
"""

from collections.abc import Iterator

from sinoru.check.checked_corpus import CheckedCorpus
from sinoru.check.finding import Finding
from sinoru.loading.files import shown_path

CODE = "E216"
SUMMARY = "A former id of a record is the id of a record, or a former id of another one."


def check(corpus: CheckedCorpus) -> Iterator[Finding]:
    """Yield a finding for each former id that a record has, or that an earlier record lists."""
    first: dict[str, str] = {}
    for place, record in corpus.former:
        for position, id_ in enumerate(record.formerly):
            other = first.setdefault(id_, f"{shown_path(place.path)}:{place.line}")
            is_second = id_ in record.formerly[:position] or other != f"{shown_path(place.path)}:{place.line}"
            if id_ in corpus.known_ids:
                message = f"the former id '{id_}' is the id of a record"
                hint = "remove it here, or rename that record"
            elif is_second:
                message, hint = f"'{id_}' is listed as a former id already", f"remove one of the two; the first is at {other}"
            else:
                continue
            yield Finding(place, ("formerly", position), message, hint, id_)
