from __future__ import annotations

import pytest

from sinoru.verify.blocks import is_page_number, join_pages


def test_a_text_without_pages_stays_as_it_is() -> None:
    assert join_pages("1\nA line.\n\n12\n") == ["1", "A line.", "", "12"]


def test_page_numbers_go_with_the_page_ends() -> None:
    lines = join_pages("First page.\n- 1 -\n\fSecond page.\n2\n")
    assert [line for line in lines if line] == ["First page.", "Second page."]


def test_running_heads_are_left_out() -> None:
    pages = "\f".join(f"The Harbour, page {n}\nText number {n}.\nAda Quill\n" for n in "123")
    assert [line for line in join_pages(pages) if line] == [f"Text number {n}." for n in "123"]


def test_what_two_pages_share_may_be_text() -> None:
    assert "Refrain" in join_pages("Refrain\nOne.\fRefrain\nTwo.")


@pytest.mark.parametrize("line", ["12", " - 12 - ", "Page 3 of 10", "[7]", "3/10"])
def test_page_numbers_are_known_in_any_dress(line: str) -> None:
    assert is_page_number(line)


@pytest.mark.parametrize("line", ["12 boats", "12345", "", "xii and more", "10.5%"])
def test_other_lines_are_no_page_numbers(line: str) -> None:
    assert not is_page_number(line)
