"""When a file changed last, where the time of its change is that of its creation."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from sinoru.index.open import DOUBT_NS, IndexedFile, find_changes
from sinoru.loading.files import CorpusFile

if TYPE_CHECKING:
    from pathlib import Path

CREATED, READ = 1_000 * DOUBT_NS, 2_000 * DOUBT_NS


@pytest.mark.parametrize(("since_change", "is_read"), [(DOUBT_NS // 2, True), (3 * DOUBT_NS, False)])
def test_a_file_written_just_before_it_was_read_is_read_again(
    since_change: int, *, is_read: bool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sys.platform", "win32")
    path = tmp_path / "events.yaml"
    path.write_text("events: []\n", encoding="utf-8")
    file = CorpusFile(str(path), path.stat().st_size, READ - since_change, CREATED, 0)
    changes = find_changes([IndexedFile(1, file, b"another content", READ)], [file])
    assert bool(changes) == is_read
