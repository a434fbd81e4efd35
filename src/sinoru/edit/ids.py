"""An id for a new record, from what it says."""

import re
import unicodedata
from collections.abc import Callable

from sinoru.model.records import Claim, Event, Record, Source

LONGEST = 50
"""Letters of an id before its date."""
_SMALL = frozenset("a an and at by for from in is of on or the to with".split())


def propose_id(record: Record, is_taken: Callable[[str], bool]) -> str:
    """Give an id that no record has: words of its title, with the day of an event behind them."""
    date = record.date.partition("/")[0] if isinstance(record, Event) else ""
    stem = "-".join(filter(None, (_words(_title(record)), _words(date)))) or record.KIND
    number, proposed = 1, stem
    while is_taken(proposed):
        number += 1
        proposed = f"{stem}-{number}"
    return proposed


def _title(record: Record) -> str:
    if isinstance(record, Claim):
        return record.text
    return record.title if isinstance(record, Event | Source) else str(getattr(record, "name", ""))


def _words(text: str) -> str:
    """Give a text as an id: Latin letters and digits, the small words left out of a long one."""
    from anyascii import anyascii

    plain = anyascii(unicodedata.normalize("NFKC", text)).casefold().replace("'", "")
    words = re.findall("[a-z0-9]+", plain)
    if len("-".join(words)) > LONGEST:
        words = [word for word in words if word not in _SMALL]
    while len(words) > 1 and len("-".join(words)) > LONGEST:
        words.pop()
    return "-".join(words)[: 2 * LONGEST].strip("-")
