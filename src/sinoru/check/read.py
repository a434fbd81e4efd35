"""A file read for checking: its records, what loading finds wrong with it, and every id that stands in it."""

from collections.abc import Iterator
from io import BytesIO

from sinoru.check.corpus import Corpus, GivenId
from sinoru.check.finding import Place, Placed
from sinoru.check.source_text import SourceText
from sinoru.loading.load import read_entry
from sinoru.loading.nodes import Entry, Fault, Mapping, text_of
from sinoru.loading.yaml_stream import read_entries
from sinoru.model.errors import SinoruError
from sinoru.model.records import CorpusTitle, Record


class CannotRead(SinoruError):
    """A file cannot be opened or read."""


def read_text(path: str) -> SourceText:
    """Read a file whole. Raises CannotRead."""
    try:
        with open(path, "rb") as stream:
            return SourceText(path, stream.read())
    except OSError as error:
        raise CannotRead(error.strerror or "it is not readable") from None


def add_file(source: SourceText, corpus: Corpus) -> Iterator[Record | CorpusTitle | Fault]:
    """Put what is in a file into the corpus; give each record after its faults."""
    if source.has_hidden:
        corpus.add_hidden(source.path, source.text)
    for number, entry in enumerate_entries(source):
        if isinstance(entry, Fault):
            yield entry
            continue
        faults: list[Fault] = []
        record = read_entry(entry, faults)
        mark = entry.value.start_mark
        place = Place(source.path, number, mark.line + 1, mark.column + 1)
        _add_id(entry, place, corpus)
        if isinstance(record, Record):
            corpus.placed.append(Placed(record, place))
        elif isinstance(record, CorpusTitle):
            corpus.titles.append((place, record))
        if faults:
            corpus.damaged.add(place)
        yield from faults
        if isinstance(record, Record | CorpusTitle):
            yield record


def enumerate_entries(source: SourceText) -> Iterator[tuple[int, Entry | Fault]]:
    """Give the entries of a file with their numbers from 0, and its faults with that of the entry to come."""
    number = 0
    for item in read_entries(BytesIO(source.data)):
        yield number, item
        number += isinstance(item, Entry)


def _add_id(entry: Entry, place: Place, corpus: Corpus) -> None:
    if isinstance(entry.value, Mapping):
        for key, value in entry.value.pairs:
            if text_of(key) == "id" and text_of(value):
                corpus.given.append(GivenId(text_of(value), place, value.start_mark.line + 1))
                return
