"""A small made-up source, a corpus that rests on it, and a copy of it to verify against."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from sinoru.index.open import open_index
from sinoru.model.records import Section, Source

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from sinoru.index.index import Index

SOURCE = Source(
    id="harbour-1901",
    title="The Harbour: Its Rise and Fall",
    authors=("Quill, Ada",),
    sections=(
        Section(title="Introduction", paragraphs=2),
        Section(title="The Long Pier", paragraphs=3),
        Section(title="Chronology", paragraphs=3),
    ),
)

COPY = """The Harbour: Its Rise and Fall

Ada Quill

The town lived on herring, and 1,915 boats lay there.

Its council wanted three things:

"The Long Pier"

- (1) a pier of 72 spans;

- (2) a light.

In 1898 Mayor Oskar Brandtt said that trade had fallen 10.5% to US\\$5.48 million, which the *Gazette* had

doubted for years.

Chronology of the Pier

March-May 1901

March 3-9, 1901: The first stones are laid at Norrhaven.

April 2, 1901: Mayor Brandtt opens the light.

May 1, 1901: The pier is done.
"""

CORPUS = """
sources:
  - id: harbour-1901
    title: "The Harbour: Its Rise and Fall"
    authors: ["Quill, Ada"]
    sections:
      - {title: Introduction, paragraphs: 2}
      - {title: The Long Pier, paragraphs: 3}
      - {title: Chronology, paragraphs: 3}
people:
  - id: oskar-brandt
    name: Oskar Brandt
    names:
      - {text: Oskar Brandtt, kind: as-printed, source: harbour-1901}
    evidence:
      - {source: harbour-1901, at: "The Long Pier, 3", terms: [Oskar Brandtt]}
events:
  - id: trade-fell
    date: 1898
    title: Trade falls
    evidence:
      - {source: harbour-1901, at: "The Long Pier, 3", terms: [1898, "10.5%", US$5.48 million]}
      - {source: harbour-1901, at: "Introduction, 1", terms: [herring]}
      - {source: harbour-1901, at: "Introduction, 2", terms: [council]}
  - id: pier
    date: 1901-05-01
    title: The pier is built
    evidence:
      - {source: harbour-1901, at: "The Long Pier, 1", terms: [72 spans]}
      - {source: harbour-1901, at: "The Long Pier, 2", terms: [light]}
      - {source: harbour-1901, at: "Chronology, March 3-9", terms: [Norrhaven]}
      - {source: harbour-1901, at: "Chronology, April 2", terms: [Brandt]}
      - {source: harbour-1901, at: "Chronology, May 1", terms: [done]}
"""


@pytest.fixture
def source() -> Source:
    return SOURCE


@pytest.fixture
def copy_of(tmp_path: Path) -> Callable[..., str]:
    """Write a copy of the source, with some of its text replaced."""

    def write(*changes: tuple[str, str]) -> str:
        text = COPY
        for old, new in changes:
            assert old in text
            text = text.replace(old, new)
        path = tmp_path / "copy.txt"
        path.write_text(text, encoding="utf-8")
        return str(path)

    return write


@pytest.fixture
def corpus(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[..., Index]]:
    """Open the corpus, with some of its text replaced."""
    monkeypatch.setenv("SINORU_CACHE", str(tmp_path / "cache"))
    opened: list[Index] = []

    def write(*changes: tuple[str, str]) -> Index:
        text = CORPUS
        for old, new in changes:
            assert old in text
            text = text.replace(old, new)
        folder = tmp_path / f"corpus{len(opened)}"
        folder.mkdir()
        (folder / "all.yaml").write_text(text, encoding="utf-8")
        opened.append(open_index([str(folder)]))
        return opened[-1]

    yield write
    for index in opened:
        index.close()
