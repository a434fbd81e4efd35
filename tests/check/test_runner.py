"""Which files are checked, as part of which corpus, and what comments let stand."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from sinoru.check.read import read_text
from sinoru.check.runner import check_files, check_text, fix_files
from sinoru.files import NotWritten
from sinoru.loading.records import FIRST_FORM
from sinoru.model.errors import NoSuchCorpus

if TYPE_CHECKING:
    from collections.abc import Callable

    from sinoru.check.file_text import FileText

SHIPPED = Path(__file__).parents[2] / "data"
PLACE = "places: [{id: moscow, name: Moscow, evidence: [{source: s}]}]\nsources: [{id: s, title: S}]\n"
EVENT = "events: [{id: e, date: 1999, title: E, places: [moscow], evidence: [{source: s}]}]\n"
TITLE = "corpus: {title: T}\n"


def codes(paths: list[str], corpus: tuple[str, ...] = ()) -> list[str]:
    return [one.code for one in check_files(paths, corpus).diagnostics]


def test_the_shipped_corpus_is_sound() -> None:
    checked = check_files([str(SHIPPED)])
    assert [f"{one}" for one in checked.diagnostics if one.code != FIRST_FORM] == []
    assert checked.records > 900


def test_a_file_by_itself_knows_no_other(write: Callable[..., str]) -> None:
    write(PLACE, "a/places.yaml")
    assert codes([write(EVENT, "a/events.yaml")]) == ["E202", "E202"]


def test_a_file_belongs_to_the_corpus_of_its_folder_if_that_has_a_title(write: Callable[..., str]) -> None:
    write(TITLE + PLACE, "a/places.yaml")
    event = write(EVENT, "a/below/events.yaml")
    assert codes([event]) == []
    write(PLACE.replace("id: moscow", "id: e").replace("id: s,", "id: t,"), "a/more.yaml")
    assert codes([event]) == ["E201"] or codes([event]) == []


def test_a_folder_of_several_titles_is_no_corpus(write: Callable[..., str]) -> None:
    write(TITLE + PLACE, "a/one.yaml")
    write(TITLE, "a/two.yaml")
    assert codes([write(EVENT, "a/events.yaml")]) == ["E202", "E202"]


def test_only_the_given_files_are_reported(write: Callable[..., str]) -> None:
    write(TITLE + PLACE + "people: [{id: X, name: X}]\n", "a/places.yaml")
    assert codes([write(EVENT, "a/events.yaml")]) == []


def test_a_corpus_can_be_named(write: Callable[..., str]) -> None:
    corpus = str(Path(write(PLACE, "a/places.yaml")).parent)
    event = write(EVENT, "b/events.yaml")
    assert codes([event], (corpus,)) == []
    with pytest.raises(NoSuchCorpus):
        codes([event], ("nowhere",))


def test_a_text_can_be_checked_before_it_is_written(write: Callable[..., str]) -> None:
    folder = str(Path(write(TITLE + PLACE, "a/places.yaml")).parent)
    path = f"{folder}/new.yaml"
    assert check_text(path, EVENT.encode(), [folder]).diagnostics == ()
    (fault,) = check_text(path, EVENT.replace("moscow", "moskow").encode(), [folder]).diagnostics
    assert (fault.code, fault.line, fault.column) == ("E202", 1, 49)
    assert "did you mean 'moscow'?" in fault.hint
    assert not Path(path).exists()


def test_a_text_takes_the_place_of_what_is_on_disk(write: Callable[..., str]) -> None:
    path = write(EVENT)
    texts = {path: (EVENT + PLACE).encode()}
    assert check_files([path], texts=texts).diagnostics == ()


def test_faults_come_in_the_order_of_the_file(write: Callable[..., str]) -> None:
    path = write("people:\n  - {id: a, nmae: A, name: A}\n  - {id: B, name: B, born: 1999-13}\n")
    places = [(one.line, one.column) for one in check_files([path]).diagnostics]
    assert places == sorted(places)


def test_a_record_behind_broken_syntax_is_not_missed(write: Callable[..., str]) -> None:
    write("corpus: {title: T}\n", "corpus.yaml")
    write("places:\n  - id: berlin\n    name: 'Berlin\n  - {id: moscow, name: M}\n", "places.yaml")
    write("sources:\n  - {id: s, title: S}\n", "sources.yaml")
    text = (
        "events: [{id: e, date: 1999, title: E, places: [moscow, berlin, moskow], evidence: [{source: t}]}]\n"
    )
    write(text, "events.yaml")
    found = check_files(["."]).diagnostics
    assert [(one.code, one.path) for one in found] == [
        ("E202", "events.yaml"),
        ("E202", "events.yaml"),
        ("E101", "places.yaml"),
    ]
    assert "'moskow'" in found[0].message
    assert [one.code for one in check_files(["events.yaml"]).diagnostics] == ["E202", "E202"]


def test_a_file_is_read_once_and_its_findings_are_located_in_what_was_read(
    write: Callable[..., str], monkeypatch: pytest.MonkeyPatch
) -> None:
    path = write("places:\n  - {id: a, name: A}\n  - {id: a, name: B}\n")
    read: list[str] = []

    def saved_meanwhile(path: str) -> FileText:
        source = read_text(path)
        read.append(path)
        write("# saved meanwhile\nplaces: []\n")
        return source

    monkeypatch.setattr("sinoru.check.runner.read_text", saved_meanwhile)
    checked = check_files([path])
    (found,) = (one for one in checked.diagnostics if one.code == "E201")
    assert (len(read), found.line, checked.lines[found.path, 3]) == (1, 3, "  - {id: a, name: B}")


def test_a_file_that_is_saved_after_the_check_is_not_fixed_by_its_findings(
    write: Callable[..., str], monkeypatch: pytest.MonkeyPatch
) -> None:
    path = write("places: [{id: p, name: Mos\u200bcow}]\n")

    def saved_meanwhile(path: str) -> FileText:
        source = read_text(path)
        write("places: [{id: p, name: Pe\u200bking}]\n")
        return source

    monkeypatch.setattr("sinoru.check.runner.read_text", saved_meanwhile)
    with pytest.raises(NotWritten, match="another program changed it in the meantime"):
        fix_files([path])
    assert "Pe\u200bking" in Path(path).read_text(encoding="utf-8")
