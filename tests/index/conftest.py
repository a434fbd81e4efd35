"""What the tests of the index share: a cache of their own."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture(autouse=True)
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return the folder in which indexes are made."""
    folder = tmp_path / "cache"
    monkeypatch.setenv("SINORU_CACHE", str(folder))
    return folder
