"""What the keys do that lead out of the browser: to an editor, a file, the web, the clipboard; and to a date."""

from __future__ import annotations

import webbrowser
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from textual.events import Paste

from sinoru.model.errors import SinoruError
from sinoru.programs import browser_needs_terminal
from sinoru.tui.addresses import is_web_address, open_address
from sinoru.tui.app import Browser
from tests.tui.loop import run_apart

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from sinoru.corpus import Corpus
    from tests.tui.conftest import Driven


def _typed(text: str) -> list[str]:
    names = {" ": "space", ".": "full_stop", "/": "slash", "-": "minus", "_": "underscore"}
    return [names.get(letter, letter) for letter in text]


@pytest.fixture
def opened(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Return the addresses that the web browser was told to open."""
    addresses: list[str] = []

    def opens(url: str) -> bool:
        addresses.append(url)
        return True

    monkeypatch.setattr(webbrowser, "open", opens)
    monkeypatch.setattr("sinoru.programs.browser_needs_terminal", lambda: False)
    return addresses


def test_forward_is_the_opposite_of_back(drive: Callable[..., Driven]) -> None:
    there = ("tab", "tab", "enter")
    assert drive(*there, "b", id_="hotline").record == "hotline"
    assert drive(*there, "b", "f", id_="hotline").record == "boris-yeltsin"
    assert drive(*there, "b", "f", "b", id_="hotline").record == "hotline"


def test_a_date_moves_the_bar_to_the_first_event_from_then_on(drive: Callable[..., Driven]) -> None:
    driven = drive("g", *_typed("1999-05-09"), "enter")
    assert (driven.view, driven.record, driven.focus) == ("Timeline", "hotline", "list")
    assert drive("3", "g", *_typed("june 1999"), "enter").record == "odd"


def test_a_date_after_the_last_event_is_at_the_end(drive: Callable[..., Driven]) -> None:
    assert drive("g", *_typed("2005"), "enter").record == "odd"


def test_what_is_no_date_is_refused(drive: Callable[..., Driven]) -> None:
    driven = drive("g", *_typed("banana"), "enter")
    assert driven.record == "bombing"
    assert any("'banana' is not a date" in notice for notice in driven.notices)


def test_escape_leaves_a_question_unanswered(drive: Callable[..., Driven]) -> None:
    driven = drive("g", "1", "escape")
    assert (driven.record, driven.focus) == ("bombing", "list")


def test_the_id_and_the_link_go_to_the_clipboard(drive: Callable[..., Driven]) -> None:
    assert drive("y").clipboard == "bombing"
    assert drive("Y").clipboard.endswith("corpus.yaml:9")
    assert drive("L", id_="yu").clipboard == "https://example.org/yu"


def test_the_address_of_the_only_source_is_opened(drive: Callable[..., Driven], opened: list[str]) -> None:
    drive("o")
    assert opened == ["https://example.org/yu"]


def test_of_several_sources_one_is_chosen(drive: Callable[..., Driven], opened: list[str]) -> None:
    drive("o", "escape", id_="odd")
    assert not opened
    for key in ("home", "end"):
        drive("o", key, "enter", id_="odd")
    assert opened == ["https://example.org/yu"]


def test_only_addresses_of_the_web_are_opened(drive: Callable[..., Driven], opened: list[str]) -> None:
    driven = drive("o", id_="local")
    assert not opened
    assert any("is not an http or https address" in notice for notice in driven.notices)


@pytest.mark.parametrize(
    "url",
    [
        "file:///etc/passwd",
        "javascript:alert(1)",
        "https://",
        "http://a b.org/",
        "-https://x.org",
        "http://[",
    ],
)
def test_what_is_not_of_the_web_is_never_opened(url: str, opened: list[str]) -> None:
    assert not is_web_address(url)
    assert not open_address(url)
    assert not opened


def test_without_a_web_browser_the_address_is_copied(
    drive: Callable[..., Driven], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(webbrowser, "open", lambda _: False)
    monkeypatch.setattr("sinoru.programs.browser_needs_terminal", lambda: False)
    assert drive("o").clipboard == "https://example.org/yu"


def test_a_web_browser_in_the_terminal_is_known(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(webbrowser, "get", lambda: webbrowser.GenericBrowser("w3m"))
    assert browser_needs_terminal()
    monkeypatch.setattr(webbrowser, "get", lambda: webbrowser.BackgroundBrowser("xdg-open"))
    assert not browser_needs_terminal()


def test_the_list_is_written_to_a_file(drive: Callable[..., Driven], tmp_path: Path) -> None:
    path = tmp_path / "out.csv"
    driven = drive("x", "ctrl+u", *_typed(str(path)), "enter", line="kind:call", until="Wrote")
    assert path.read_text(encoding="utf-8").count("\n") == 2
    assert "hotline" in path.read_text(encoding="utf-8")
    assert any("Wrote 1 record" in notice for notice in driven.notices)


def test_a_list_of_names_is_written_with_no_events(drive: Callable[..., Driven], tmp_path: Path) -> None:
    path = tmp_path / "out.csv"
    drive("3", "x", "ctrl+u", *_typed(str(path)), "enter", until="Wrote")
    text = path.read_text(encoding="utf-8")
    assert "boris-yeltsin" in text
    assert "bombing" not in text


def test_a_file_is_never_overwritten_unasked(drive: Callable[..., Driven], tmp_path: Path) -> None:
    path = tmp_path / "out.csv"
    path.write_text("mine", encoding="utf-8")
    ask = ("x", "ctrl+u", *_typed(str(path)), "enter")
    drive(*ask, "enter", "escape")
    assert path.read_text(encoding="utf-8") == "mine"
    drive(*ask, "down", "enter", until="Wrote")
    assert "bombing" in path.read_text(encoding="utf-8")


def test_an_ending_without_a_format_is_refused(drive: Callable[..., Driven]) -> None:
    driven = drive("x", "ctrl+u", *_typed("x.doc"), "enter")
    assert any("Unknown ending of a file name '.doc'" in notice for notice in driven.notices)


def _edit(
    monkeypatch: pytest.MonkeyPatch, corpus: Corpus, edit: Callable[[str], str] | None, why: str = ""
) -> tuple[list[str], str]:
    """Press e at the first event, with an editor; return the messages and the list's first row."""

    @contextmanager
    def suspend() -> Iterator[None]:
        yield

    async def run() -> tuple[list[str], str]:
        app = Browser(corpus)
        monkeypatch.setattr(app, "suspend", suspend)  # no terminal is there to be given back
        app.edit_record, app.why_not_edited = edit, why
        async with app.run_test() as pilot:
            await pilot.pause()
            await pilot.press("e")
            while app.is_typing or app.asking.is_busy:
                await pilot.pause(0.01)
            await pilot.pause()
            messages = [one.message for one in app._notifications]  # noqa: SLF001
            return messages, str(app.list_pane.rows.loaded()[0])

    return run_apart(run())


def test_an_edited_record_is_read_again_with_its_list(
    corpus: Corpus, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = Path(corpus.paths[0]) / "corpus.yaml"

    def edit(id_: str) -> str:
        assert id_ == "bombing"
        text = path.read_text(encoding="utf-8")
        path.write_text(text.replace("Embassy bombed", "Embassy hit"), encoding="utf-8")
        return "Saved corpus.yaml."

    messages, first = _edit(monkeypatch, corpus, edit)
    assert messages == ["Saved corpus.yaml."]
    assert "Embassy hit" in first


def test_an_editor_that_fails_is_reported(corpus: Corpus, monkeypatch: pytest.MonkeyPatch) -> None:
    def edit(_id: str) -> str:
        raise SinoruError("The editor 'x' ended with status 1.")

    assert _edit(monkeypatch, corpus, edit)[0] == ["The editor 'x' ended with status 1."]


def test_a_corpus_that_is_not_edited_says_why(corpus: Corpus, monkeypatch: pytest.MonkeyPatch) -> None:
    why = "The bundled corpus is not edited."
    assert _edit(monkeypatch, corpus, None, why)[0] == [why]


@pytest.mark.parametrize("key", ["colon", "ctrl+p"])
def test_the_palette_finds_an_action_by_its_name(drive: Callable[..., Driven], key: str) -> None:
    assert drive(key, *"places", "enter", waiting=0.5).view == "Places"


def test_the_palette_names_what_has_an_effect_now(corpus: Corpus) -> None:
    async def named() -> list[str]:
        app = Browser(corpus)
        async with app.run_test() as pilot:
            await pilot.pause(0.3)
            return [command.title for command in app.get_system_commands(app.screen)]

    titles = run_apart(named())
    assert "Show people and organisations" in titles
    assert "Export the list to a file" in titles
    assert "Forward to the next record" not in titles


@pytest.mark.parametrize("pasted", ["a" * 1_000_000, "person:x " * 100_000, "a" * 1_001])
@pytest.mark.parametrize("key", ["slash", "g"])
def test_a_pasted_text_that_is_too_long_is_refused(
    drive: Callable[..., Driven], key: str, pasted: str
) -> None:
    driven = drive(key, burst=[Paste(pasted)])
    assert driven.line == ""
    assert any("This line takes at most 1,000 characters." in notice for notice in driven.notices)


def test_a_pasted_text_of_a_thousand_characters_is_a_search(drive: Callable[..., Driven]) -> None:
    assert drive("slash", burst=[Paste("a" * 1_000)]).line == "a" * 1_000
