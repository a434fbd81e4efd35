"""The browser on a small corpus, driven by keys."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

import pytest
from textual.events import Key, Paste
from textual.widgets import Input, Static

import sinoru
from sinoru.tui.app import Browser
from sinoru.tui.lists import Rows
from sinoru.tui.record import DocumentView
from tests.tui.loop import run_apart

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from pathlib import Path

    from sinoru.corpus import Corpus
    from sinoru.tui.place import Place

Size = tuple[int, int]
CORPUS = """\
sources:
  - {id: yu, title: Unintended Consequence, authors: ["Yu, Bin"], published: 1999-07, kind: article,
     url: "https://example.org/yu"}
  - {id: local, title: A file, url: "file:///etc/passwd"}
people:
  - {id: boris-yeltsin, name: Boris Yeltsin, evidence: [{source: yu, at: "1"}]}
  - {id: jiang-zemin, name: Jiang Zemin, evidence: [{source: yu, at: "1"}]}
events:
  - {id: bombing, date: 1999-05-08, title: Embassy bombed, kind: attack, evidence: [{source: yu, at: "2"}]}
  - id: hotline
    date: 1999-05-10
    title: Hotline call
    kind: call
    participants: [{person: boris-yeltsin, role: caller}, {person: jiang-zemin, role: called}]
    evidence: [{source: yu, at: "3"}]
    conflicts:
      - {on: date, verdict: open, statements: [{says: 1999-05-10, evidence: [{source: yu}]}, {says: 1999-05-11}]}
  - {id: odd, date: 1999-06, title: "[bold]x[/bold] \\e[31m", evidence: [{source: yu, at: "4"}, {source: local}]}
claims:
  - {id: an-hour, text: It lasted an hour., about: [hotline], assessment: {verdict: unverified},
     evidence: [{source: yu, at: "3"}]}
"""


class Driven:
    """The browser after some keys."""

    def __init__(self, app: Browser) -> None:
        shown = app.record.shown
        self.record = shown.record.id if shown else ""
        self.view = app.view
        self.focus = app.focused.id if app.focused else None
        self.text = "\n".join(strip.text for strip in app.query_one("#record", DocumentView)._strips)  # noqa: SLF001
        self.listed = _prompts(app, "#list")
        self.leads = _prompts(app, "#leads")
        self.told = str(app.query_one("#told", Static).content)
        self.line = app.query_one("#line", Input).value
        self.clipboard = app.clipboard
        self.status = app.return_code
        self.left = app.place_left
        self.notices = [f"{one.title} {one.message}" for one in app._notifications]  # noqa: SLF001
        bindings = app.screen.active_bindings.values()
        self.footer = " ".join(bound.binding.description for bound in bindings if bound.binding.show)


def _key(name: str) -> Key:
    return Key(name, name if len(name) == 1 else None)


def _prompts(app: Browser, name: str) -> list[str]:
    return [str(entry) for entry in app.query_one(name, Rows).loaded()]


@pytest.fixture
def corpus(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Corpus]:
    monkeypatch.setenv("SINORU_CACHE", str(tmp_path / "cache"))
    folder = tmp_path / "corpus"
    folder.mkdir()
    (folder / "corpus.yaml").write_text(CORPUS, encoding="utf-8")
    with sinoru.open(folder) as opened:
        assert not opened.faults
        yield opened


@pytest.fixture
def drive(corpus: Corpus, drive_on: Callable[..., Driven]) -> Callable[..., Driven]:
    """Press keys in the browser on the small corpus."""
    return partial(drive_on, corpus)


@pytest.fixture
def drive_on() -> Callable[..., Driven]:
    """Press keys in the browser, one after the other and then a burst, and see what it shows then."""

    def drive(  # noqa: PLR0913  what a test may vary
        corpus: Corpus,
        *keys: str,
        burst: Sequence[str | Paste] = (),
        line: str = "",
        id_: str = "",
        size: Size = (80, 24),
        place: Place | None = None,
        until: str = "",
        waiting: float = 0,
    ) -> Driven:
        async def run() -> Driven:
            app = Browser(corpus, line, id_, place=place)
            async with app.run_test(size=size) as pilot:
                await pilot.pause()
                for key in keys:
                    await pilot.press(key)
                    await pilot.pause()
                for one in burst:
                    app.post_message(_key(one) if isinstance(one, str) else one)
                await pilot.pause()
                while app.is_typing or app.pause or app.asking.is_busy:
                    await pilot.pause(0.01)
                await pilot.pause(waiting)
                while not any(until in str(one.title) for one in app._notifications) and until:  # noqa: SLF001
                    await pilot.pause(0.01)
                return Driven(app)

        return run_apart(run())

    return drive
