"""Pages made from corpora, opened from disk in a real browser that may ask no network."""

from __future__ import annotations

import os
import shutil
from typing import TYPE_CHECKING, Any

import pytest

from sinoru.export.page.page import write_page
from sinoru.index.build import build_in_memory
from sinoru.index.index import no_progress
from sinoru.index.sqlite import SqliteIndex
from sinoru.loading.files import find_corpus_files
from sinoru.query.export_selection import Selection
from sinoru.query.filters import NO_FILTERS

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from playwright.sync_api import Browser, BrowserContext, Page

CORPUS = """\
corpus: {format: 2, title: Weeks of 1999, description: What was said., licence: CC BY 4.0, from: 1999-05, to: 1999-06}
sources:
  - id: yu-1999q2
    title: Unintended Consequence
    authors: ["Yu, Bin"]
    container: Comparative Connections
    published: 1999-07
    url: https://cc.pacforum.org/1999/07/a.html
  - {id: ministry, title: Page of the ministry, publisher: Ministry of Foreign Affairs, published: 2000~}
places:
  - {id: belgrade, name: Belgrade, country: Yugoslavia, lat: 44.8125, lon: 20.4612}
  - {id: moscow, name: Moscow, country: Russia}
organisations:
  - {id: nato, name: NATO, kind: alliance}
people:
  - id: sergei-stepashin
    name: Sergei Stepashin
    country: Russia
    wikidata: Q211859
    names: [{text: Сергей Степашин, kind: native, lang: ru}]
    offices: [{title: Prime Minister, from: 1999-05-19, to: 1999-08-09, evidence: [{source: ministry}]}]
  - {id: zhang-wannian, name: Zhang Wannian, country: China, names: [{text: 张万年, kind: native, lang: zh-Hans}]}
events:
  - id: old-friends
    date: 195X
    title: Years of friendship
    kind: milestone
    evidence: [{source: yu-1999q2, at: "Implications, 2"}]
  - id: embassy-bombing
    date: 1999-05-08
    title: NATO bombs hit the Chinese embassy in Belgrade
    summary: Five bombs strike the embassy; three die.
    kind: attack
    participants: [{org: nato, role: attacker}]
    places: [belgrade]
    countries: [China, Yugoslavia]
    topics: [kosovo]
    evidence: [{source: yu-1999q2, at: "Chronology, May 8", terms: [embassy]}]
    conflicts:
      - field: date
        statements:
          - {value: 1999-05-07, stands: true, evidence: [{source: yu-1999q2, at: "Chronology, May 8"}]}
          - {value: 1999-05-08, stands: true, by: nato, evidence: [{source: ministry}]}
        why: time zones
  - id: zhang-visit
    date: 1999-06-07/1999-06-17
    title: Zhang Wannian visits Russia
    kind: visit
    participants: [{person: zhang-wannian, role: visitor}, {person: sergei-stepashin, role: host}]
    places: [moscow]
    countries: [China, Russia]
    topics: [arms-sales]
    evidence: [{source: yu-1999q2, at: "Chronology, June 7-17"}]
claims:
  - id: seventy-two-jets
    text: Russia agrees to sell 72 fighters to China.
    kind: figure
    by: sergei-stepashin
    about: [zhang-visit]
    said: 1999-06-09
    topics: [arms-sales]
    evidence: [{source: yu-1999q2, at: "The Arms Trade, 1"}]
  - {id: thirty-eight-jets, text: Russia sells 38 fighters., kind: figure, evidence: [{source: ministry}]}
conflicts:
  - id: how-many-jets
    question: How many jets does Russia sell?
    about: [zhang-visit]
    statements:
      - {claim: seventy-two-jets}
      - {claim: thirty-eight-jets, stands: true}
      - {value: about forty, by: nato, certainty: alleged}
    why: later contracts name 38
"""
"""Something of everything that a page shows."""

_ARGUMENTS = [
    "--no-sandbox",  # of the machine that runs the tests, which often is a container
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
]


def give_up(why: str) -> None:
    """Skip a test that cannot run here; where everything has to be, fail."""
    if os.environ.get("CI"):
        pytest.fail(f"{why}; .ci/run installs it")
    pytest.skip(why)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Start Chromium once."""
    program = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    if program is None:
        give_up("no Chromium is installed")
    try:
        from playwright.sync_api import sync_playwright
    except ModuleNotFoundError:
        give_up("Playwright is not installed")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, args=_ARGUMENTS)
        yield browser
        browser.close()


@pytest.fixture
def make_page(tmp_path: Path) -> Callable[..., Path]:
    """Write the page of a corpus that has this text, sound or not."""

    def make(corpus: str = CORPUS) -> Path:
        folder = tmp_path / "corpus"
        folder.mkdir()
        (folder / "corpus.yaml").write_text(corpus, encoding="utf-8")
        path = tmp_path / "page.html"
        index = SqliteIndex(build_in_memory(find_corpus_files([str(folder)]), no_progress))
        path.write_text("".join(write_page(Selection(index, NO_FILTERS))), encoding="utf-8", newline="\n")
        index.close()
        return path

    return make


@pytest.fixture
def open_page(browser: Browser) -> Iterator[Callable[..., Page]]:
    """Open a page from disk; at the end no request may have left it, and nothing may have been complained of."""
    contexts: list[BrowserContext] = []
    complaints: list[str] = []

    def note(request: Any) -> None:
        if not request.url.startswith("file:"):
            complaints.append(f"asked for {request.url}")

    def open_(path: Path, part: str = "", **settings: Any) -> Page:
        contexts.append(browser.new_context(**settings))
        page = contexts[-1].new_page()
        page.on("request", note)
        page.on("console", lambda message: complaints.append(message.text))
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.on("dialog", lambda dialog: complaints.append(dialog.message))
        page.goto(f"{path.as_uri()}{part}")
        if settings.get("java_script_enabled", True):
            page.wait_for_selector("main[data-ready]")
        return page

    yield open_
    for context in contexts:
        context.close()
    assert not complaints


@pytest.fixture
def page(make_page: Callable[..., Path], open_page: Callable[..., Page]) -> Page:
    """Open the page of the small corpus."""
    return open_page(make_page())
