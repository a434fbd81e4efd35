"""What a curator should look at in the date of an entry."""

from collections.abc import Iterator

from sinoru.dates.edtf import DateError, parse_edtf
from sinoru.dates.wording import in_words
from sinoru.dates.written import parse_typed
from sinoru.draft.entry import Entry
from sinoru.draft.partial_date import When


def doubts_of(entry: Entry) -> Iterator[str]:
    """Give the doubts about the date of an entry, in words."""
    yield from entry.doubts
    when = entry.when
    if not when.has_year:
        yield "no year stands here or above: --year supplies it"
    for point in when.points:
        if point.third:
            yield f"“{point.third}” names no days: the date is the whole of it{_narrower(when)}"
            break
    if when.is_list:
        yield "the days are printed one by one, not as the time between them"
    if entry.inherits:
        yield "it has no date of its own; this is that of the heading above"


def _narrower(when: When) -> str:
    """Give the narrower date that `parse_typed` reads the same words as."""
    third = when.start.third
    if when.end or not when.has_year:
        return ""
    try:
        words = in_words(parse_edtf(when.start.but(third="", mark="").edtf()))
        return f"; narrower: {parse_typed(f'{third} {words}').text}"
    except DateError:
        return ""
