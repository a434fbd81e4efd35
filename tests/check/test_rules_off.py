"""Warnings that a corpus switches off: where, which, and what cannot be."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from sinoru.check.manual import all_codes
from sinoru.check.runner import check_files, check_text, fix_files

if TYPE_CHECKING:
    from collections.abc import Callable

BARE = "people:\n  - {id: a, name: A}\n"
OFF = "corpus: {title: T, rules: {off: [W303]}}\n"


def codes(*paths: str) -> list[str]:
    return [one.code for one in check_files(paths).diagnostics]


def test_a_warning_is_off_in_all_files_of_the_corpus(write: Callable[..., str]) -> None:
    write(OFF, "a/corpus.yaml")
    write(BARE, "a/people.yaml")
    write(BARE.replace("id: a", "id: b"), "a/below/people.yaml")
    assert codes("a") == []


def test_it_is_off_when_one_file_is_checked_and_before_it_is_written(write: Callable[..., str]) -> None:
    write(OFF, "a/corpus.yaml")
    people = write(BARE, "a/below/people.yaml")
    assert codes(people) == []
    assert check_text(people, BARE.encode()).diagnostics == ()
    assert codes(write(BARE, "people.yaml")) == ["W303"]


def test_of_two_corpora_each_has_its_own(write: Callable[..., str]) -> None:
    write(OFF + BARE, "a/corpus.yaml")
    write("corpus: {title: U}\n" + BARE.replace("id: a", "id: b"), "b/corpus.yaml")
    assert codes("a", "b") == ["W303"]
    write(OFF + BARE, "c/one.yaml")
    write("corpus: {title: V}\n" + BARE.replace("id: a", "id: b"), "c/two.yaml")
    assert [(one.code, one.path) for one in check_files(["c"]).diagnostics] == [("W303", "c/two.yaml")]


def test_a_corpus_within_another_does_not_take_over_its_rules(write: Callable[..., str]) -> None:
    write(OFF, "a/corpus.yaml")
    write("corpus: {title: U}\n" + BARE, "a/below/corpus.yaml")
    assert codes("a") == ["W303"]


@pytest.mark.parametrize("code", [code for code in all_codes() if code.startswith("W")])
def test_every_warning_can_be_switched_off(
    faults: Callable[..., list[tuple[str, int, int]]], code: str
) -> None:
    assert faults(f"corpus: {{title: T, rules: {{off: [{code}, {code.lower()}]}}}}\n") == []


@pytest.mark.parametrize("code", [code for code in all_codes() if code.startswith("E")])
def test_no_error_can_be_switched_off(faults: Callable[..., list[tuple[str, int, int]]], code: str) -> None:
    assert faults(f"corpus: {{title: T, rules: {{off: [{code}]}}}}\n") == [("E222", 1, 34)]


@pytest.mark.parametrize(
    ("off", "message", "hint"),
    [
        ("W30", "unknown code 'W30'", "did you mean 'W302'?"),
        ("all", "unknown code 'ALL'", "use one of W302, W303"),
        ("E207", "'E207' is an error, and only warnings can be switched off", "remove it from the list"),
    ],
)
def test_what_cannot_be_switched_off_is_told_with_a_hint(
    write: Callable[..., str], off: str, message: str, hint: str
) -> None:
    (fault,) = check_files([write(f"corpus: {{title: T, rules: {{off: [{off}]}}}}\n")]).diagnostics
    assert fault.message == message
    assert fault.hint.startswith(hint)


def test_an_error_is_reported_though_its_code_is_in_the_list(
    faults: Callable[..., list[tuple[str, int, int]]],
) -> None:
    text = "corpus: {title: T, rules: {off: [E202]}}\npeople: [{id: a, name: A, birthplace: x}]\n"
    assert [code for code, *_ in faults(text)] == ["E222", "W303", "E202"]


def test_a_comment_for_a_warning_that_is_off_is_not_in_vain(
    faults: Callable[..., list[tuple[str, int, int]]],
) -> None:
    assert faults(f"{OFF}people:\n  - {{id: a, name: A}}  # sinoru: ignore[W303]\n") == []


def test_what_is_off_is_not_fixed(write: Callable[..., str]) -> None:
    path = write("corpus: {title: T, rules: {off: [W306]}}\nplaces: [] # a\u200bb\n")
    assert fix_files([path]).fixed == 0
