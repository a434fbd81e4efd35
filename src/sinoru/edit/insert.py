"""A record put into a file: where its list has it, and nothing else touched."""

from itertools import pairwise

from sinoru.dates.edtf import parse_edtf
from sinoru.edit.errors import NotWritten
from sinoru.edit.outline import RecordList, line_end, line_start, lists_in
from sinoru.edit.text_file import TextFile, documents_of, loaded, new_faults
from sinoru.edit.yaml_text import list_of, record_lines
from sinoru.loading.locations import Spanned
from sinoru.loading.records import Loaded
from sinoru.model.records import Event, Record


def with_record(file: TextFile, record: Record) -> str:
    """Give the text of a file with a record put into it: an event in order of time where the others are, else last.

    Raises NotWritten where the list is written in a way that nothing can be put into.
    """
    name = list_of(record)
    place = next((one for one in lists_in(file) if one.name == name), None)
    if place is None:
        new = _with_new_list(file, name, record)
    elif place.value.kind == "sequence" and not place.value.is_flow:
        new = _with_item(file, place, record)
    elif place.value.items or place.value.text or place.value.pairs:
        why = f"the list '{name}' in line {place.key.line + 1} is written in brackets; put each record on a line"
        raise NotWritten(file.shown, f"{why} of its own with '- ' before it")
    else:
        new = _with_first_item(file, place, record)
    _prove(file, new, record)
    return new


def _lines(file: TextFile, record: Record, indent: int) -> str:
    return file.newline.join(record_lines(record, indent))


def _with_new_list(file: TextFile, name: str, record: Record) -> str:
    end = max((document.end for document in documents_of(file) if document.pairs), default=0)
    end = line_end(file.text, end) if end else len(file.text.rstrip())
    new = f"{name}:{file.newline}{_lines(file, record, 2)}"
    if not end:
        return new + file.newline
    tail = file.text[end:]
    return file.text[:end] + file.newline * 2 + new + (tail if tail.strip() else tail or file.newline)


def _with_first_item(file: TextFile, place: RecordList, record: Record) -> str:
    """Replace `[]`, or nothing, by the record; a comment behind it stays behind the key."""
    start, end = place.value.start, place.value.end
    stop = line_end(file.text, end)
    head = file.text[: place.key.end + 1] + file.text[place.key.end + 1 : start].rstrip(" ")
    return head + file.text[end:stop].rstrip() + file.newline + _lines(file, record, 2) + file.text[stop:]


def _with_item(file: TextFile, place: RecordList, record: Record) -> str:
    items, text = place.value.items, file.text
    indent = place.value.column
    after = _place_in_time(items, record)
    space = file.newline * (2 if _are_apart(text, items) else 1)
    if after is None:
        start = line_start(text, items[0].start)
        return text[:start] + _lines(file, record, indent) + space + text[start:]
    end = _end_with_comments(text, items[after], indent)
    return text[:end] + space + _lines(file, record, indent) + text[end:]


def _place_in_time(items: list[Spanned], record: Record) -> int | None:
    """Give the number of the item after which the record belongs; None: before all."""
    last = len(items) - 1
    days = [_first_day(item) for item in items]
    known = [day for day in days if day is not None]
    if not isinstance(record, Event) or len(known) < len(days) or known != sorted(known):
        return last
    day = parse_edtf(record.date).earliest
    before = [number for number, other in enumerate(known) if day is None or other <= day]
    return before[-1] if before else None


def _first_day(item: Spanned) -> int | None:
    date = item.at("date")
    try:
        return parse_edtf(date.text).earliest if date else None
    except ValueError:
        return None


def _are_apart(text: str, items: list[Spanned]) -> bool:
    """Tell whether blank lines stand between the records; so they are to, where there is only one."""
    gaps = [text[a.end : b.start] for a, b in pairwise(items)]
    return not gaps or any(gap.replace("\r", "").replace(" ", "").count("\n\n") for gap in gaps)


def _end_with_comments(text: str, item: Spanned, indent: int) -> int:
    """Give the end of an item, with the comments below it that are indented as its keys are."""
    end = line_end(text, item.end)
    while end < len(text):
        start = text.find("\n", end) + 1
        line = text[start : line_end(text, start)] if start else ""
        if not line.lstrip().startswith("#") or len(line) - len(line.lstrip()) <= indent:
            break
        end = line_end(text, start)
    return end


def _prove(file: TextFile, new: str, record: Record) -> None:
    """Load the new text: it has to hold what the old one held, and the record."""
    content = file.with_text(new)
    before = [one.record for one in loaded(file.content) if isinstance(one, Loaded)]
    after = [one.record for one in loaded(content) if isinstance(one, Loaded)]
    if new_faults(file.content, content, file.shown) or after.count(record) != before.count(record) + 1:
        raise NotWritten(file.shown, "with the new record it would not load as it should")
    after.remove(record)
    if sorted(map(repr, after)) != sorted(map(repr, before)):
        raise NotWritten(file.shown, "more than the new record would be different")
