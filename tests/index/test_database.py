from __future__ import annotations

import os
from typing import TYPE_CHECKING

import pytest

from sinoru.index.build import create_database
from sinoru.index.database import open_database

if TYPE_CHECKING:
    from pathlib import Path


@pytest.mark.parametrize("name", ["a?mode=memory", "100%25", "#1", "a b", "日本", "\udcff", "a//b", "%3f"])
def test_an_index_is_opened_wherever_it_is(tmp_path: Path, name: str) -> None:
    path = os.path.join(tmp_path, name, "index.sqlite")
    os.makedirs(os.path.dirname(path))
    create_database(path).close()
    open_database(path).close()
    assert os.listdir(tmp_path) == [name.split("/", maxsplit=1)[0]]
    assert os.listdir(os.path.dirname(path)) == ["index.sqlite"]
