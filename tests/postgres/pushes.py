"""Small corpora, pushed and read back."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

import psycopg
import pytest

from sinoru.query.filters import Filters
from sinoru.query.timeline import ask_timeline
from sinoru.store.address import read_address
from sinoru.store.open import open_store
from sinoru.store.postgres import push as pushing
from sinoru.store.postgres.push import Order

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator


def events(*ids: str) -> str:
    lines = [f"  - {{id: {id_}, date: 19{60 + n}-05, title: Talk {id_}}}" for n, id_ in enumerate(ids)]
    return "\n".join(["events:", *lines, ""])


def order(url: str, **rest: Any) -> Order:
    return Order(address=read_address(url), **rest)


def ids_in(url: str) -> list[str]:
    index = open_store(url)
    try:
        return [one.event.id for one in ask_timeline(index, Filters()).events]
    finally:
        index.close()


def schemas(url: str) -> list[str]:
    with psycopg.connect(url) as connection:
        rows = connection.execute("SELECT nspname FROM pg_namespace WHERE nspname LIKE 'sinoru%' ORDER BY 1")
        return [name for (name,) in rows]


@contextmanager
def just_before(step: str, happens: Callable[[], None]) -> Iterator[None]:
    """Let something happen to the next pushes just before one of their steps."""
    real = getattr(pushing, step)

    def late(*rest: Any) -> Any:
        happens()
        return real(*rest)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(pushing, step, late)
        yield
