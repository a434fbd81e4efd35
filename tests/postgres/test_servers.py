"""The servers that the tests start do what tests of a store need."""

from __future__ import annotations

from typing import TYPE_CHECKING

import psycopg
import pytest

if TYPE_CHECKING:
    from tests.postgres.servers import Server


def test_a_server_answers(node: Server) -> None:
    with node.connect(node.make_database()) as connection:
        assert connection.execute("SELECT 6 * 7").fetchone() == (42,)


def test_text_does_not_sort_by_bytes(node: Server) -> None:
    with node.connect() as connection:
        rows = connection.execute(
            "SELECT word FROM (VALUES ('b'), ('B'), ('a'), ('_')) AS w (word) ORDER BY 1"
        )
        assert "".join(word for (word,) in rows) == "_abB"


def test_other_roles_need_a_password(node: Server) -> None:
    with node.connect() as connection:
        connection.execute("DROP ROLE IF EXISTS reader")
        connection.execute("CREATE ROLE reader LOGIN PASSWORD 'open sesame'")
    url = node.url().replace("sinoru@", "reader@")
    with psycopg.connect(url, password="open sesame") as connection:  # noqa: S106 - of this test only
        assert connection.execute("SELECT current_user").fetchone() == ("reader",)
    with pytest.raises(psycopg.OperationalError, match="no password"):
        psycopg.connect(url)


def test_a_killed_server_is_felt_and_comes_back_with_its_data(node: Server) -> None:
    database = node.make_database()
    connection = node.connect(database)
    connection.execute("CREATE TABLE kept AS SELECT 1 AS one")
    connection.execute("CHECKPOINT")
    node.kill()
    with pytest.raises(psycopg.OperationalError):
        connection.execute("SELECT one FROM kept")
    with pytest.raises(psycopg.OperationalError):
        node.connect(database)
    node.start()
    with node.connect(database) as again:
        assert again.execute("SELECT one FROM kept").fetchone() == (1,)


def test_a_paused_server_hangs_until_it_goes_on(node: Server) -> None:
    node.pause()
    with pytest.raises(psycopg.OperationalError, match="timeout"):
        psycopg.connect(node.url(), connect_timeout=2)
    node.resume()
    with node.connect() as connection:
        assert connection.execute("SELECT 1").fetchone() == (1,)


def test_a_coordinator_asks_its_shards(coordinator: Server, shards: tuple[Server, Server]) -> None:
    database = coordinator.make_database()
    with coordinator.connect(database) as connection:
        connection.execute("CREATE EXTENSION postgres_fdw")
        connection.execute("CREATE TABLE number (of text, value int) PARTITION BY LIST (of)")
        for shard in shards:
            _attach(connection, shard)
        connection.execute("INSERT INTO number VALUES ('shard-1', 1), ('shard-2', 2), ('shard-2', 3)")
        assert connection.execute("SELECT sum(value) FROM number").fetchone() == (6,)
        shards[1].kill()
        with pytest.raises(psycopg.OperationalError):
            connection.execute("SELECT sum(value) FROM number")
        one = connection.execute("SELECT sum(value) FROM number WHERE of = 'shard-1'").fetchone()
        assert one == (1,)


def _attach(connection: psycopg.Connection[object], shard: Server) -> None:
    """Let a shard hold the partition that is named like it."""
    database = shard.make_database()
    with shard.connect(database) as there:
        there.execute("CREATE TABLE number (of text, value int)")
    name = f'"{shard.name}"'
    for statement in (
        (
            f"CREATE SERVER {name} FOREIGN DATA WRAPPER postgres_fdw"
            f" OPTIONS (host '127.0.0.1', port '{shard.port}', dbname '{database}')"
        ),
        f"CREATE USER MAPPING FOR CURRENT_USER SERVER {name} OPTIONS (user 'sinoru')",
        (
            f"CREATE FOREIGN TABLE {name} PARTITION OF number FOR VALUES IN ('{shard.name}')"
            f" SERVER {name} OPTIONS (table_name 'number')"
        ),
    ):
        connection.execute(statement.encode())
