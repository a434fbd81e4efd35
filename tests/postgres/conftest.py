"""Servers for the tests of the store: one that stands alone, and a coordinator with two shards."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from sinoru.index.build import build_in_memory
from sinoru.index.index import no_progress
from sinoru.index.sqlite import SqliteIndex
from sinoru.loading.files import find_corpus_files
from tests.postgres.servers import Server, Servers, find_programs

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

_HERE = Path(__file__).parent


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Keep these tests on one worker where pytest-xdist is told to heed groups: they share servers."""
    for item in items:
        if item.path.is_relative_to(_HERE):
            item.add_marker(pytest.mark.xdist_group("postgres"))


@pytest.fixture(scope="session", autouse=True)
def _without_settings_of_the_user() -> Iterator[None]:
    """Forget PGHOST, PGOPTIONS and the like."""
    with pytest.MonkeyPatch.context() as patch:
        for name in [one for one in os.environ if one.startswith("PG")]:
            patch.delenv(name)
        yield


@pytest.fixture(scope="session")
def servers() -> Iterator[Servers]:
    """Find the programs of PostgreSQL; in CI they must be there."""
    programs = find_programs()
    if programs is None:
        why = "no PostgreSQL server is installed"
        if os.environ.get("CI"):
            pytest.fail(f"{why}; .ci/run installs it")
        pytest.skip(why)
    servers = Servers(programs)
    yield servers
    servers.close()


@pytest.fixture
def node(servers: Servers) -> Server:
    """Return a server that stands alone."""
    return servers.running("node")


@pytest.fixture
def shards(servers: Servers) -> tuple[Server, Server]:
    """Return the two servers behind the coordinator."""
    return servers.running("shard-1"), servers.running("shard-2")


@pytest.fixture
def coordinator(servers: Servers, shards: tuple[Server, Server]) -> Server:
    """Return the server that asks the shards."""
    assert shards
    return servers.running("coordinator")


@pytest.fixture
def index_at(tmp_path: Path) -> Iterator[Callable[[str], SqliteIndex]]:
    """Return the index of a corpus of one file with that text."""
    opened: list[SqliteIndex] = []

    def index(text: str) -> SqliteIndex:
        folder = tmp_path / f"corpus-{len(opened)}"
        folder.mkdir()
        (folder / "notes.yaml").write_text(text, encoding="utf-8")
        opened.append(SqliteIndex(build_in_memory(find_corpus_files([str(folder)]), no_progress)))
        return opened[-1]

    yield index
    for one in opened:
        one.close()


@pytest.fixture
def url(node: Server) -> str:
    """Return a database that no other test knows."""
    return node.url(node.make_database())
