"""A corpus pushed to one file: asked without the files it was made from."""

from __future__ import annotations

import os
import sys
from contextlib import closing
from typing import TYPE_CHECKING

import pytest

import sinoru
from sinoru.cli.app import run
from sinoru.index.driver import connect_existing
from sinoru.index.index import no_progress
from sinoru.model.errors import StoreError, WrongUsage
from sinoru.store.open import inspect_store
from sinoru.store.push import Pushed, Target, push_corpus

if TYPE_CHECKING:
    from pathlib import Path

CORPUS = "events:\n  - {id: hotline, date: 1999-05-08, title: The hotline rings}\n"


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    folder = tmp_path / "corpus"
    folder.mkdir()
    (folder / "notes.yaml").write_text(CORPUS)
    return folder


def push(corpus: Path, store: str) -> Pushed:
    return push_corpus([str(corpus)], Target(store), no_progress, no_progress)


def test_a_file_answers_when_the_corpus_is_gone(corpus: Path, tmp_path: Path) -> None:
    store = f"sqlite:{tmp_path / 'kept.sqlite'}"
    pushed = push(corpus, store)
    (corpus / "notes.yaml").unlink()
    with sinoru.open(store) as kept:
        assert [one.event.id for one in kept.timeline().events] == ["hotline"]
    state = inspect_store(store)
    assert (state.content, state.records, state.files) == (pushed.content, 1, 1)
    assert state.bytes > 0


def test_an_open_file_is_asked_as_it_is_after_another_push(corpus: Path, tmp_path: Path) -> None:
    store = f"sqlite:{tmp_path / 'kept.sqlite'}"
    first = push(corpus, store)
    with sinoru.open(store) as kept:
        (corpus / "notes.yaml").write_text(CORPUS.replace("hotline", "treaty"))
        assert [one.event.id for one in kept.timeline().events] == ["hotline"]
        assert push(corpus, store).content != first.content
        assert [one.event.id for one in kept.timeline().events] == ["treaty"]


def test_an_open_file_has_the_fields_that_the_last_push_declares(corpus: Path, tmp_path: Path) -> None:
    store = f"sqlite:{tmp_path / 'kept.sqlite'}"
    push(corpus, store)
    with sinoru.open(store) as kept:
        kept.search("hotline")
        declared = "corpus: {title: T, format: 2, fields: {events: {rank: {type: number}}}}\n"
        (corpus / "notes.yaml").write_text(declared + CORPUS.replace("date:", "rank: 5, date:"))
        push(corpus, store)
        assert kept.timeline(where="rank:5").total == 1


@pytest.mark.skipif(sys.platform != "linux", reason="names are text elsewhere")
def test_a_file_may_have_any_name(corpus: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    name = os.fsdecode(b"q\xff")
    store = f"sqlite:{tmp_path / name}"
    assert run(["push", "--data", str(corpus), "--store", store]) == 0
    assert os.fsencode(name) in os.listdir(os.fsencode(tmp_path))
    assert run(["timeline", "--store", store]) == 0
    monkeypatch.setenv("HOME", str(tmp_path))
    assert run(["push", "--data", str(corpus), "--store", "sqlite:~/mine"]) == 0
    assert (tmp_path / "mine").is_file()
    assert run(["timeline", "--store", "sqlite:~/mine"]) == 0


@pytest.mark.parametrize("content", [b"", b"My thesis.\n" * 50, b"SQLite format 3\0" + bytes(4096)])
def test_nothing_but_a_store_is_replaced(corpus: Path, tmp_path: Path, content: bytes) -> None:
    target = tmp_path / "thesis.txt"
    target.write_bytes(content)
    with pytest.raises(StoreError, match="the file was not written by sinoru, and is not overwritten"):
        push(corpus, f"sqlite:{target}")
    assert target.read_bytes() == content


def test_a_link_is_not_followed(corpus: Path, tmp_path: Path) -> None:
    (tmp_path / "link").symlink_to(tmp_path / "elsewhere")
    with pytest.raises(StoreError, match="is a link"):
        push(corpus, f"sqlite:{tmp_path / 'link'}")


def test_a_folder_that_is_not_there_is_told(corpus: Path, tmp_path: Path) -> None:
    with pytest.raises(StoreError, match=r"/no/kept\.sqlite.*its folder does not exist\. Create it first"):
        push(corpus, f"sqlite:{tmp_path / 'no' / 'kept.sqlite'}")


@pytest.mark.parametrize("content", [None, b"", b"My thesis.\n" * 50])
def test_what_is_no_store_cannot_be_asked(tmp_path: Path, content: bytes | None) -> None:
    target = tmp_path / "thesis.txt"
    if content is not None:
        target.write_bytes(content)
    with pytest.raises(
        StoreError, match=r"^Store 'sqlite:.*(no such file|not written by this version).*[Pp]ush"
    ):
        sinoru.open(f"sqlite:{target}")


def test_shards_are_for_servers(corpus: Path, tmp_path: Path) -> None:
    with pytest.raises(WrongUsage, match="--shard and --reader can only be used with a PostgreSQL store"):
        push_corpus(
            [str(corpus)],
            Target(f"sqlite:{tmp_path / 'x'}", ("postgresql://h/db",)),
            no_progress,
            no_progress,
        )


def test_an_address_without_a_path_is_wrong_usage() -> None:
    with pytest.raises(WrongUsage, match="path"):
        sinoru.open("sqlite:")


@pytest.mark.parametrize(
    "damage",
    [
        "UPDATE record SET body = x'dfffffffff'",
        "UPDATE record SET body = '{}'",
        "UPDATE record SET body = 'x' || hex(zeroblob(100))",
        "UPDATE record SET body = replace(hex(zeroblob(200000)), '00', '[')",
        "UPDATE file SET digest = 7",
    ],
)
def test_values_that_nobody_pushed_are_a_plain_error_with_a_way_out(
    damage: str, corpus: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    store = f"sqlite:{tmp_path / 'kept.sqlite'}"
    assert run(["push", "--store", store, "--data", str(corpus)]) == 0
    with closing(connect_existing(str(tmp_path / "kept.sqlite"))) as connection:
        connection.execute(damage)
    capsys.readouterr()
    statuses = [
        run([*words, "--store", store])
        for words in (
            ["timeline"],
            ["show", "hotline"],
            ["search", "hotline"],
            ["export", "json"],
            ["index", "status"],
        )
    ]
    said = capsys.readouterr().err
    assert 70 not in statuses, said
    for line in said.splitlines():
        assert "Push the corpus again: sinoru push --store" in line or "No " in line, line
    if "record" in damage:
        with sinoru.open(store) as kept, pytest.raises(StoreError, match="Push the corpus again"):
            kept.timeline()
