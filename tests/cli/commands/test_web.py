from __future__ import annotations

import webbrowser
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.cli.conftest import Ran


@pytest.fixture
def opened(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> list[str]:
    """Stand in for the browser; pages go where the test may leave them."""
    addresses: list[str] = []

    def open_(address: str) -> bool:
        addresses.append(address)
        return True

    monkeypatch.setattr(webbrowser, "open", open_)
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    return addresses


def test_the_browser_gets_the_page(run: Callable[..., Ran], opened: list[str]) -> None:
    ran = run("web")
    path = Path(ran.out.strip())
    assert (ran.status, ran.err, opened) == (0, "", [path.as_uri()])
    assert path.read_text(encoding="utf-8") == run("export", "html").out


def test_filters_choose_what_is_on_the_page(run: Callable[..., Ran], opened: list[str]) -> None:
    page = Path(run("web", "--topic", "kosovo").out.strip()).read_text(encoding="utf-8")
    assert 'id="embassy-bombing"' in page
    assert 'id="zhang-visit"' not in page
    assert opened


def test_without_a_browser_the_path_is_told(
    run: Callable[..., Ran], opened: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(webbrowser, "open", lambda _address: False)
    ran = run("web")
    assert (ran.status, opened) == (0, [])
    assert Path(ran.out.strip()).is_file()
    path = ran.out.strip()
    assert ran.err == f"sinoru: Cannot open a browser. Open {path} in yours.\n"


def test_no_page_is_written_of_nothing(run: Callable[..., Ran], opened: list[str], tmp_path: Path) -> None:
    ran = run("web", "--to", "1066")
    assert (ran.status, ran.out, opened) == (1, "", [])
    assert run("web", "--topic", "no-such-topic").status == 2
    assert not list(tmp_path.glob("sinoru-*"))


def test_it_has_one_format(run: Callable[..., Ran], opened: list[str]) -> None:
    assert run("web", "--format", "json").status == 2
    assert not opened
