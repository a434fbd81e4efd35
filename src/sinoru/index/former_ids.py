"""References to the former id of a record, which lead to the record as it is called now in every answer.

`check` reports them, and `check --fix` replaces them in the files.
"""

from collections import defaultdict
from collections.abc import Mapping

from sinoru.index.clashing_ids import replace_record
from sinoru.index.driver import Connection
from sinoru.index.write import IndexWriter

FormerIds = Mapping[str, tuple[str, ...]]
"""The ids of the records that had an id before. Several corpora may have one each."""


def former_ids(connection: Connection) -> FormerIds:
    """Return all former ids, each with the records that had it, but those that a record has now."""
    query = (
        "SELECT n.text, r.id FROM name n JOIN record r ON r.number = n.record"
        " WHERE n.key >= '@' AND n.key < 'A' ORDER BY r.file, r.line"
    )
    found: dict[str, dict[str, None]] = defaultdict(dict)
    for former, id_ in connection.execute(query):
        found[former][id_] = None
    is_taken = "SELECT 1 FROM record WHERE id = ?"
    return {
        former: tuple(ids)
        for former, ids in found.items()
        if connection.execute(is_taken, (former,)).fetchone() is None
    }


def settle_former_ids(writer: IndexWriter, owners: FormerIds) -> None:
    """Replace each record that refers to a former id, unless that is the former id of several."""
    ids = {former: living[0] for former, living in owners.items() if len(living) == 1}
    if not ids:
        return
    writer.buffer.write()
    query = "SELECT DISTINCT l.record FROM term t JOIN link l ON l.target = t.number WHERE t.id = ?"
    numbers = {number for former in ids for (number,) in writer.connection.execute(query, (former,))}
    for number in sorted(numbers):
        replace_record(writer, number, ids)
