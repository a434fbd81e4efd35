"""Pushes to real servers, what readers see meanwhile, and what is left when one fails."""

from __future__ import annotations

import re
import time
from typing import TYPE_CHECKING

import psycopg
import pytest

import sinoru
from sinoru.index.index import no_progress
from sinoru.model.errors import StoreError
from sinoru.query.claims import ask_claims
from sinoru.query.filters import Filters
from sinoru.query.timeline import ask_timeline
from sinoru.store.address import read_address
from sinoru.store.open import inspect_store, open_store
from sinoru.store.postgres import push as pushing
from sinoru.store.postgres.push import push
from tests.postgres.pushes import events, ids_in, just_before, order, schemas

if TYPE_CHECKING:
    from collections.abc import Callable

    from sinoru.index.sqlite import SqliteIndex
    from tests.postgres.servers import Server


def test_a_push_takes_the_place_of_the_one_before(url: str, index_at: Callable[[str], SqliteIndex]) -> None:
    push(index_at(events("first", "second")), order(url), no_progress)
    assert ids_in(url) == ["first", "second"]
    push(index_at(events("third")), order(url), no_progress)
    assert ids_in(url) == ["third"]
    assert len(schemas(url)) == 2, "the former state goes"


def test_records_lie_in_partitions_of_whole_months(url: str, index_at: Callable[[str], SqliteIndex]) -> None:
    ids = [f"e-{n}" for n in range(30)]
    assert push(index_at(events(*ids)), order(url, per_partition=7), no_progress) == 5
    assert ids_in(url) == ids
    with open_store(url).connection as connection:  # type: ignore[attr-defined]
        plan = connection.execute(
            "EXPLAIN SELECT number FROM record WHERE number >= %s AND number < %s",
            (sinoru_number("1965-01-01"), sinoru_number("1965-12-31")),
        )
        scans = [line for (line,) in plan if " on record_" in line]
    assert len(scans) == 1, "the others are left out"


def sinoru_number(day: str) -> int:
    from datetime import date

    from sinoru.index.numbers import first_number

    return first_number((date.fromisoformat(day) - date(1970, 1, 1)).days)


def test_an_empty_corpus_and_one_of_one_record_can_be_pushed(
    url: str, index_at: Callable[[str], SqliteIndex]
) -> None:
    push(index_at("events: []\n"), order(url, per_partition=1), no_progress)
    assert ids_in(url) == []
    push(index_at(events("only")), order(url, per_partition=1), no_progress)
    assert ids_in(url) == ["only"]


def test_a_record_is_found_under_its_former_id(url: str, index_at: Callable[[str], SqliteIndex]) -> None:
    text = """\
people: [{id: li-peng, formerly: [li-p], name: Li Peng}]
events: [{id: talks, date: 1999, title: Talks, participants: [{person: li-p}]}]
"""
    push(index_at(text), order(url), no_progress)
    with sinoru.open(url) as corpus:
        shown = corpus.show("li-p")
        assert (shown.record.id, [one.id for one in shown.referred_by]) == ("li-peng", ["talks"])
        assert [one.event.id for one in corpus.timeline(person="li-p").events] == ["talks"]


def test_several_corpora_live_side_by_side(url: str, index_at: Callable[[str], SqliteIndex]) -> None:
    push(index_at(events("here")), order(f"{url}?schema=one"), no_progress)
    push(index_at(events("there")), order(f"{url}?schema=two"), no_progress)
    assert (ids_in(f"{url}?schema=one"), ids_in(f"{url}?schema=two")) == (["here"], ["there"])


@pytest.mark.parametrize("step", ["copy_table", "make_record_table", "_copy_tokens", "switch_to"])
def test_a_push_that_fails_leaves_the_former_state(
    url: str, index_at: Callable[[str], SqliteIndex], monkeypatch: pytest.MonkeyPatch, step: str
) -> None:
    push(index_at(events("kept")), order(url), no_progress)

    def fail(*_: object) -> None:
        raise psycopg.OperationalError("no space left")

    with monkeypatch.context() as patch:
        patch.setattr(pushing, step, fail)
        with pytest.raises(StoreError, match="no space left"):
            push(index_at(events("lost")), order(url), no_progress)
    assert ids_in(url) == ["kept"]
    assert len(schemas(url)) == 2, "what the failed push made is gone"


@pytest.mark.parametrize("step", ["copy_table", "make_record_table", "switch_to"])
def test_a_server_killed_during_a_push_comes_back_with_the_former_state(
    node: Server, index_at: Callable[[str], SqliteIndex], step: str
) -> None:
    url = node.url(node.make_database())
    push(index_at(events("kept")), order(url), no_progress)
    with node.connect() as connection:
        connection.execute("CHECKPOINT")  # the test's servers do without fsync
    with just_before(step, node.kill), pytest.raises(StoreError):
        push(index_at(events("lost")), order(url), no_progress)
    node.start()
    assert ids_in(url) == ["kept"]
    push(index_at(events("next")), order(url), no_progress)
    assert ids_in(url) == ["next"]
    assert len(schemas(url)) == 2, "what the killed push left is swept away"


def test_a_server_killed_under_a_reader_is_an_error_and_the_next_question_is_answered(
    node: Server, index_at: Callable[[str], SqliteIndex]
) -> None:
    url = node.url(node.make_database())
    push(index_at(events("kept")), order(url), no_progress)
    with node.connect() as connection:
        connection.execute("CHECKPOINT")
    with sinoru.open(url) as corpus:
        assert corpus.timeline().total == 1
        node.kill()
        with pytest.raises(StoreError):
            corpus.timeline()
        node.start()
        assert corpus.timeline().total == 1


def test_who_reads_while_a_push_ends_sees_one_state(
    url: str, index_at: Callable[[str], SqliteIndex], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pushing, "_PATIENCE_SECONDS", 0.2)
    push(index_at(events("former")), order(url), no_progress)
    reader = open_store(url)
    push(index_at(events("new")), order(url), no_progress)
    assert [one.event.id for one in ask_timeline(reader, Filters()).events] == ["former"]
    assert ids_in(url) == ["new"]
    reader.refresh()
    assert [one.event.id for one in ask_timeline(reader, Filters()).events] == ["new"]
    reader.close()
    push(index_at(events("newer")), order(url), no_progress)
    assert len(schemas(url)) == 2, "what was still being read then is gone now"


def test_two_pushes_at_once_are_one_too_many(url: str, index_at: Callable[[str], SqliteIndex]) -> None:
    def push_again(done: int, _: int) -> None:
        if done:
            with pytest.raises(StoreError, match="another push"):
                push(index_at(events("second")), order(url), no_progress)

    push(index_at(events("first")), order(url), push_again)
    assert ids_in(url) == ["first"]


def test_a_role_that_was_let_in_stays_so_after_the_next_push(
    node: Server, index_at: Callable[[str], SqliteIndex]
) -> None:
    database = node.make_database()
    with node.connect() as connection:
        connection.execute("DROP ROLE IF EXISTS desk")
        connection.execute("CREATE ROLE desk LOGIN PASSWORD 'open sesame'")
    url = node.url(database)
    desk = url.replace("sinoru@", "desk:open%20sesame@")
    push(index_at(events("first")), order(url), no_progress)
    with pytest.raises(StoreError, match="permission denied"):
        ids_in(desk)
    push(index_at(events("second")), order(url, readers=("desk",)), no_progress)
    push(index_at(events("third")), order(url), no_progress)
    assert ids_in(desk) == ["third"]
    with node.connect(database) as connection:
        connection.execute("DROP OWNED BY desk CASCADE")


def test_a_reader_cannot_write(url: str, index_at: Callable[[str], SqliteIndex]) -> None:
    push(index_at(events("kept")), order(url), no_progress)
    index = open_store(url)
    with pytest.raises(StoreError, match="read-only"):
        index.value("DELETE FROM word RETURNING 1")
    index.close()


def test_a_password_is_in_no_message(url: str) -> None:
    wrong = url.replace("sinoru@", "nobody:s3cret@")
    with pytest.raises(StoreError) as caught:
        open_store(wrong)
    assert "s3cret" not in str(caught.value)
    assert "***" in str(caught.value)


def test_a_server_that_is_down_is_told_at_once(node: Server) -> None:
    url = node.url()
    node.stop()
    began = time.monotonic()
    with pytest.raises(StoreError, match=r"127\.0\.0\.1"):
        open_store(url)
    assert time.monotonic() - began < 30, "it would wait for minutes"


def test_a_server_that_is_silent_is_given_up(node: Server, index_at: Callable[[str], SqliteIndex]) -> None:
    url = f"{node.url(node.make_database())}?timeout=1"
    push(index_at(events("kept")), order(url), no_progress)
    index = open_store(url)
    node.pause()
    with pytest.raises(StoreError):
        ask_timeline(index, Filters())
    with pytest.raises(StoreError, match="timeout"):
        open_store(f"{url}&connect_timeout=2")
    node.resume()


def test_a_question_that_takes_too_long_is_stopped(url: str, index_at: Callable[[str], SqliteIndex]) -> None:
    push(index_at(events("kept")), order(url), no_progress)
    index = open_store(f"{url}?timeout=1")
    with pytest.raises(StoreError, match="took longer than 1 s"):
        index.value("SELECT pg_sleep(20)")
    index.close()


def test_a_database_without_a_corpus_says_how_to_push_one(url: str) -> None:
    with pytest.raises(StoreError, match=r"contains no corpus\. Add one with 'sinoru push'"):
        open_store(url)


def test_a_store_of_another_version_is_not_asked(url: str, index_at: Callable[[str], SqliteIndex]) -> None:
    push(index_at(events("kept")), order(url), no_progress)
    with psycopg.connect(url) as connection:
        connection.execute("UPDATE sinoru.current SET version = 999")
    with pytest.raises(StoreError, match="another version"):
        open_store(url)


def test_the_state_of_a_store_is_told(url: str, index_at: Callable[[str], SqliteIndex]) -> None:
    push(index_at(events("a", "b")), order(url), no_progress)
    state = inspect_store(url)
    assert (state.files, state.records, state.partitions, state.shards) == (1, 2, 1, 0)
    assert state.bytes > 0
    assert re.fullmatch(r"20\d\d-\d\d-\d\dT\d\d:\d\d:\d\dZ", state.pushed)


def test_sql_can_be_asked_of_the_views(url: str, index_at: Callable[[str], SqliteIndex]) -> None:
    push(index_at(events("a", "b")), order(url), no_progress)
    push(index_at(events("c")), order(url), no_progress)
    with psycopg.connect(url) as connection:
        assert connection.execute("SELECT id FROM sinoru.record").fetchall() == [("c",)]


def test_texts_with_signs_of_sql_and_nul_are_kept(url: str, index_at: Callable[[str], SqliteIndex]) -> None:
    title = "100 % of 'it' \\ \\N {a,b} \\x00 \\t _"
    index = index_at(
        f'events:\n  - {{id: odd, date: 1999, title: "{title.replace(chr(92), chr(92) * 2)}"}}\n'
    )
    push(index, order(url), no_progress)
    stored = open_store(url)
    assert ask_timeline(stored, Filters()) == ask_timeline(index, Filters())
    assert stored.value("SELECT id FROM record WHERE id = ?", ("odd\0",)) is None
    stored.close()


@pytest.mark.parametrize("killed", [0, 1])
def test_a_shard_that_is_down_is_an_error_never_a_part(
    coordinator: Server,
    shards: tuple[Server, Server],
    index_at: Callable[[str], SqliteIndex],
    killed: int,
) -> None:
    url = coordinator.url(coordinator.make_database())
    behind = tuple(read_address(shard.url(shard.make_database())) for shard in shards)
    ids = [f"e-{n}" for n in range(20)]
    for _ in range(2):
        push(index_at(events(*ids)), order(url, shards=behind), no_progress)
        assert ids_in(url) == ids
    state = inspect_store(url)
    assert (state.shards, state.partitions, state.records) == (2, 2, 20)
    shards[killed].kill()
    with pytest.raises(StoreError):
        ids_in(url)


_QUARREL = """\
corpus: {format: 2}
claims:
  - {id: many, text: Many jets, assessment: {verdict: partly}}
  - {id: few, text: Few jets, assessment: {verdict: supported}}
  - {id: alone, text: One jet, assessment: {verdict: partly}}
conflicts:
  - {id: how-many, question: How many?, statements: [{claim: many}, {claim: few, stands: true}]}
"""


def test_a_verdict_that_a_conflict_gives_is_found_in_a_store_too(
    url: str, index_at: Callable[[str], SqliteIndex]
) -> None:
    index = index_at(_QUARREL)
    push(index, order(url), no_progress)
    stored = open_store(url)
    for verdict, found in (("contradicted", ["many"]), ("partly", ["alone"]), ("supported", ["few"])):
        answer = ask_claims(stored, "", Filters(verdict=(verdict,)))
        assert [one.claim.id for one in answer.claims] == found
        assert answer == ask_claims(index, "", Filters(verdict=(verdict,)))
    stored.close()
