"""Who met whom, and how often, among the events of a selection."""

from collections.abc import Iterator

from sinoru.model.records import Event
from sinoru.query.answer import Answer
from sinoru.query.selection import Selection

_TABLE = """
DROP TABLE IF EXISTS took;
CREATE TABLE took (event TEXT, person TEXT, PRIMARY KEY (event, person)) WITHOUT ROWID;
"""
_PAIRS = """
SELECT x.person, y.person, count(*) FROM took AS x
  JOIN took AS y ON y.event = x.event AND x.person < y.person
  JOIN chosen AS one ON one.id = x.person AND one.kind = 'person'
  JOIN chosen AS other ON other.id = y.person AND other.kind = 'person'
  GROUP BY x.person, y.person ORDER BY x.person, y.person
"""


class Pair(Answer, frozen=True):
    """Two people by id, the first by letter first, and at how many events both took part."""

    one: str
    other: str
    times: int


def pairs_met(selection: Selection) -> Iterator[Pair]:
    """Give each two people who took part in one event, by id. The scratch database counts: memory stays flat."""
    scratch = selection.scratch
    for statement in filter(str.strip, _TABLE.split(";")):
        scratch.execute(statement)
    rows = (
        (event.id, one.person)
        for event in selection.records("event")
        if isinstance(event, Event)
        for one in event.participants
        if one.person
    )
    scratch.executemany("INSERT OR IGNORE INTO took VALUES (?, ?)", rows)
    for one, other, times in scratch.execute(_PAIRS):
        yield Pair(one=one, other=other, times=times)
