"""Who met whom, and how often, among the events of a selection."""

from collections.abc import Iterator

from sinoru.query.answer import Answer
from sinoru.query.selection import Selection

_FORGET = "DROP TABLE IF EXISTS temp.took"
_TABLE = "CREATE TEMP TABLE took (event INTEGER, person INTEGER, PRIMARY KEY (event, person)) WITHOUT ROWID"
_TOOK_PART = """
INSERT OR IGNORE INTO temp.took SELECT l.record, p.number FROM link AS l
  JOIN temp.chosen AS c ON c.number = l.record
  JOIN term AS t ON t.number = l.target
  JOIN record AS r ON r.id = t.id AND r.kind = 'person'
  JOIN temp.chosen AS p ON p.number = r.number
  WHERE l.kind = 'event' AND l.how = 'took part'
"""
_PAIRS = """
SELECT one.id, other.id, count(*) FROM temp.took AS x
  JOIN temp.took AS y ON y.event = x.event AND y.person <> x.person
  JOIN record AS one ON one.number = x.person JOIN record AS other ON other.number = y.person
  WHERE one.id < other.id GROUP BY one.id, other.id ORDER BY one.id, other.id
"""


class Pair(Answer, frozen=True):
    """Two people by id, the first by letter first, and at how many events both took part."""

    one: str
    other: str
    times: int


def pairs_met(selection: Selection) -> Iterator[Pair]:
    """Give each two people who took part in one event, by id. SQLite counts, so memory stays flat."""
    index = selection.index
    for statement in (_FORGET, _TABLE, _TOOK_PART):
        index.connection.execute(statement)
    for one, other, times in index.rows(_PAIRS):
        yield Pair(one=one, other=other, times=times)
