from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import pytest

from sinoru.extras import MissingLibrary
from sinoru.verify.copies import UnreadableCopy, read_copy

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path


@pytest.fixture
def read(tmp_path: Path) -> Callable[[str | bytes], str]:
    def write_and_read(page: str | bytes) -> str:
        path = tmp_path / "page.html"
        path.write_bytes(page if isinstance(page, bytes) else page.encode())
        return read_copy(str(path))

    return write_and_read


def test_each_block_stands_alone(read: Callable[[str], str]) -> None:
    assert read("<p>one\n  two <b>three</b></p><p>four") == "one two three\n\nfour"


def test_headings_and_items_are_marked(read: Callable[[str], str]) -> None:
    assert read("<h2>A &amp; B</h2><ul><li>x<li>y</ul>") == "# A & B\n\n- x\n\n- y"


def test_navigation_and_scripts_are_left_out(read: Callable[[str], str]) -> None:
    assert read("<nav>Home</nav><script>1</script><p>text</p><footer>(c)</footer>") == "text"


def test_the_article_is_read_where_one_is_marked(read: Callable[[str], str]) -> None:
    assert read("<div>Log in</div><article><p>text</p></article><div>More</div>") == "text"


def test_text_around_a_block_is_not_run_together(read: Callable[[str], str]) -> None:
    assert read("<div>before<hr>after</div>") == "before\n\nafter"


def test_a_line_break_is_one(read: Callable[[str], str]) -> None:
    assert read("<p>one<br>two") == "one\ntwo"


def test_preformatted_text_keeps_its_lines(read: Callable[[str], str]) -> None:
    assert read("<pre>one\n\ntwo\n</pre>") == "one\n\ntwo"


def test_the_encoding_that_a_page_declares_is_followed(read: Callable[[bytes], str]) -> None:
    assert read('<meta charset="windows-1251"><p>Дума'.encode("windows-1251")) == "Дума"


def test_a_page_is_known_by_its_content(tmp_path: Path) -> None:
    path = tmp_path / "page"
    path.write_text("\n<!DOCTYPE html><p>text</p>")
    assert read_copy(str(path)) == "text"


def test_deep_nesting_does_no_harm(read: Callable[[str], str]) -> None:
    assert read("<div>" * 20_000 + "deep").strip() == "deep"


def test_a_bottomless_page_is_refused_at_once(read: Callable[[str], str]) -> None:
    with pytest.raises(UnreadableCopy, match="deeper than 20,000 levels"):
        read("<div>" * 200_000)


@pytest.mark.parametrize(
    "page",
    [
        "<i></x>" * 25_000,
        "<b>" * 3 + "<div>" * 15_000 + "</b>" * 20_000,
        "<div>" * 15_000 + "<hr>" * 20_000,
        "<i>" * 15_000 + "x</x>" * 20_000,
        "<select>" + "<option>x" * 25_000,
    ],
)
def test_tags_that_each_climb_through_all_others_are_refused_at_once(
    read: Callable[[str], str], page: str
) -> None:
    with pytest.raises(UnreadableCopy, match="too many tags within nested elements"):
        read(page)


def test_tags_that_are_left_open_or_closed_twice_are_read(read: Callable[[str], str]) -> None:
    assert read("<p>one</b></i><font>two</p></div><div>three</x>" * 2_000).count("three") == 2_000


def test_a_page_without_text_holds_none(read: Callable[[str], str]) -> None:
    with pytest.raises(UnreadableCopy, match="no text"):
        read("<html><body></body></html>")


def test_the_extra_is_named_where_it_is_missing(
    read: Callable[[str], str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "selectolax.lexbor", None)
    with pytest.raises(MissingLibrary, match=r"pip install 'sinoru\[verify\]'"):
        read("<p>text")
