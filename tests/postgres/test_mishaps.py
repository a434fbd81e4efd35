"""What befalls a server, or who asks it, in the middle of things."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
import threading
import time
from typing import TYPE_CHECKING

import psycopg
import pytest

from sinoru.index.index import no_progress
from sinoru.model.errors import StoreError
from sinoru.store.open import open_store
from sinoru.store.postgres import engine as reading
from sinoru.store.postgres import partitions
from sinoru.store.postgres.push import push
from tests.postgres.pushes import events, ids_in, just_before, order, schemas

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from sinoru.index.sqlite import SqliteIndex
    from tests.postgres.servers import Server


def test_a_server_that_falls_silent_during_a_question_is_given_up_long_before_its_time(
    node: Server, index_at: Callable[[str], SqliteIndex], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(reading, "PATIENCE_SECONDS", 1)
    url = f"{node.url(node.make_database())}?timeout=3600"
    push(index_at(events("kept")), order(url), no_progress)
    index = open_store(url)
    threading.Timer(0.5, node.pause).start()
    with pytest.raises(StoreError, match=r"has not answered for \d+ s and accepts no connections\.$"):
        index.value("SELECT pg_sleep(3600)")
    node.resume()
    index.close()


def test_a_slow_server_is_waited_for_as_long_as_it_lets_others_in(
    url: str, index_at: Callable[[str], SqliteIndex], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(reading, "PATIENCE_SECONDS", 1)
    push(index_at(events("kept")), order(url), no_progress)
    index = open_store(url)
    assert index.value("SELECT 1 FROM pg_sleep(4)") == 1
    index.close()


@pytest.mark.parametrize("step", ["copy_table", "make_record_table", "switch_to"])
def test_a_server_that_falls_silent_during_a_push_is_given_up(
    node: Server, index_at: Callable[[str], SqliteIndex], monkeypatch: pytest.MonkeyPatch, step: str
) -> None:
    monkeypatch.setattr(partitions, "PATIENCE_SECONDS", 1)
    url = node.url(node.make_database())
    push(index_at(events("kept")), order(url), no_progress)
    with just_before(step, node.pause), pytest.raises(StoreError, match="the server has not answered for"):
        push(index_at(events("lost")), order(url), no_progress)
    node.resume()
    assert ids_in(url) == ["kept"]


def test_a_shard_that_falls_silent_during_a_push_is_named(
    coordinator: Server,
    shards: tuple[Server, Server],
    index_at: Callable[[str], SqliteIndex],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(partitions, "PATIENCE_SECONDS", 1)
    url = coordinator.url(coordinator.make_database())
    behind = [shard.url(shard.make_database()) for shard in shards]
    to_both = order(url, shards=tuple(order(one).address for one in behind))
    with (
        just_before("make_foreign_tables", shards[1].pause),
        pytest.raises(StoreError, match=re.escape(behind[1]) + ".*has not answered"),
    ):
        push(index_at(events("a", "b")), to_both, no_progress)
    shards[1].resume()


def test_a_server_killed_between_two_parts_of_an_answer_is_an_error(
    node: Server, index_at: Callable[[str], SqliteIndex]
) -> None:
    url = node.url(node.make_database())
    push(index_at(events("kept")), order(url), no_progress)
    index = open_store(url)
    rows = index.stream("SELECT n FROM generate_series(1, 100000) AS n")
    assert next(rows) == (1,)
    node.kill()
    with pytest.raises(StoreError):
        list(rows)
    index.close()


@pytest.mark.usefixtures("ctrl_c")
@pytest.mark.parametrize("is_silent", [False, True])
def test_ctrl_c_during_a_push_leaves_with_130_and_no_word(
    node: Server, tmp_path: Path, *, is_silent: bool
) -> None:
    url = node.url(database := node.make_database())
    (tmp_path / "notes.yaml").write_text(events("one"), encoding="utf-8")
    with node.connect(database) as connection:
        connection.execute("CREATE SCHEMA sinoru")
        begun = subprocess.Popen(
            [sys.executable, "-m", "sinoru", "push", "--store", url, "--data", str(tmp_path)],
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            env={**os.environ, "SINORU_CACHE": str(tmp_path / "cache")},
        )
        with connection.transaction():
            connection.execute("CREATE TABLE sinoru.current ()")  # which the push has to wait for
            _wait_until(lambda: _is_waiting(node, database))
            if is_silent:
                node.pause()
            begun.send_signal(signal.SIGINT)
            said = begun.communicate(timeout=60)
            node.resume()
    assert (begun.returncode, *said) == (130, "", "")


def _is_waiting(node: Server, database: str) -> bool:
    with node.connect(database) as connection:
        query = (
            "SELECT 1 FROM pg_stat_activity WHERE application_name = 'sinoru' AND wait_event_type = 'Lock'"
        )
        return connection.execute(query).fetchone() is not None


def _wait_until(is_so: Callable[[], bool]) -> None:
    until = time.monotonic() + 60
    while not is_so():
        assert time.monotonic() < until
        time.sleep(0.05)


@pytest.mark.parametrize("table", ["current (id int)", "record (id int)", "other (id int)"])
def test_a_schema_of_another_program_is_left_alone(
    url: str, index_at: Callable[[str], SqliteIndex], table: str
) -> None:
    with psycopg.connect(url) as connection:
        connection.execute(f"CREATE SCHEMA sinoru CREATE TABLE {table}".encode())
        connection.execute("CREATE SCHEMA sinoru__of_theirs")
    with pytest.raises(StoreError, match=r"'sinoru' contains tables of another program\. Add \?schema=NAME"):
        push(index_at(events("one")), order(url), no_progress)
    push(index_at(events("one")), order(f"{url}?schema=ours"), no_progress)
    assert ids_in(f"{url}?schema=ours") == ["one"]
    assert schemas(url) == ["sinoru", "sinoru__of_theirs"]


def test_who_may_not_write_is_told(node: Server, index_at: Callable[[str], SqliteIndex]) -> None:
    database = node.make_database()
    with node.connect() as connection:
        connection.execute("DROP ROLE IF EXISTS guest")
        connection.execute("CREATE ROLE guest LOGIN PASSWORD 'let me in'")
    guest = node.url(database).replace("sinoru@", "guest:let%20me%20in@")
    with pytest.raises(StoreError, match="permission denied"):
        push(index_at(events("one")), order(guest), no_progress)
