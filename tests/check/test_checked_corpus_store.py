"""What is kept of a record is all of it."""

from __future__ import annotations

from sinoru.check.checked_corpus import CheckedCorpus, RecordStore
from sinoru.check.finding import Located, Location
from sinoru.check.read import add_file, read_text
from sinoru.loading.corpus_path import shipped_corpus
from sinoru.loading.files import find_corpus_files
from sinoru.model.records import Event, Person, Record


def test_every_record_is_given_back_as_it_was_read() -> None:
    corpus = CheckedCorpus()
    files = [file.path for file in find_corpus_files([shipped_corpus()])]
    read = [one for path in files for one in add_file(read_text(path), corpus) if isinstance(one, Record)]
    assert read == [placed.record for placed in corpus.placed]
    assert corpus.records == len(read) > 100
    assert [given.id for given in corpus.given] == [record.id for record in read]
    assert all(corpus.find(type(record), record.id) == record for record in read)
    with_records = [path for path in files if not path.endswith("corpus.yaml")]
    assert list(dict.fromkeys(placed.place.path for placed in corpus.placed)) == with_records


def test_an_id_without_a_record_keeps_its_place() -> None:
    kept = RecordStore()
    event, person = Event(id="e", date="1999", title="E"), Person(id="p", name="P")
    first, second, third = (Location("a.yaml", number, 10 * number, 5) for number in range(3))
    kept.add(first, "e", 1, event)
    kept.add(second, "broken", 12, None)
    kept.add(third, "p", 20, person)
    assert list(kept.numbers()) == [0, 2]
    assert list(kept.numbers(Person)) == [2]
    assert kept.placed(2) == Located(person, third)
    assert [(given.id, given.place, given.line) for given in kept.given()] == [
        ("e", first, 1),
        ("broken", second, 12),
        ("p", third, 20),
    ]
