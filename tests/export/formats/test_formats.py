"""What holds of every kind of export."""

from __future__ import annotations

import sys
from importlib import import_module
from typing import TYPE_CHECKING

import pytest

from sinoru.export import formats
from sinoru.export.formats import FORMATS, find_format, load_format
from sinoru.extras import MissingLibrary
from sinoru.model.errors import WrongUsage
from sinoru.query.filters import Filters

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from sinoru.query.export_selection import Selection

LIMITED = Filters(limit=3)


@pytest.fixture(params=FORMATS)
def name(request: pytest.FixtureRequest) -> str:
    return str(request.param)


def exported(name: str, selection: Selection, path: Path) -> bytes:
    module = load_format(name)
    if not FORMATS[name].is_binary:
        return "".join(module.export(selection)).encode()
    path.touch()
    module.write(selection, str(path))
    return path.read_bytes()


@pytest.mark.parametrize("filters", [Filters(), LIMITED], ids=["all", "some"])
def test_the_same_corpus_gives_the_same_bytes(
    name: str, filters: Filters, select: Callable[..., Selection], tmp_path: Path
) -> None:
    first = exported(name, select(name, filters), tmp_path / "first")
    assert first == exported(name, select(name, filters), tmp_path / "second")
    assert first


def test_an_unknown_kind_is_told_those_that_there_are() -> None:
    with pytest.raises(
        WrongUsage,
        match=r"Unknown export format 'markdwon'\. Did you mean 'markdown'\? Use one of json, jsonl,",
    ):
        find_format("markdwon")


def test_a_missing_library_is_told_with_its_extra(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(FORMATS, "picture", formats.Format(suffix=".x", needs_extra=True))
    monkeypatch.setattr(formats, "import_module", lambda _: import_module("no_such_library"))
    with pytest.raises(MissingLibrary, match=r"pip install 'sinoru\[picture\]'"):
        load_format("picture")


def test_a_fault_of_our_own_is_no_missing_library(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(FORMATS, "picture", formats.Format(suffix=".x", needs_extra=True))
    with pytest.raises(ModuleNotFoundError):
        load_format("picture")


def test_listing_kinds_imports_none_of_them() -> None:
    assert "sinoru.export.formats" in sys.modules
    assert all(kind.suffix.startswith(".") for kind in FORMATS.values())
