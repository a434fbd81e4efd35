"""Commands to copy, for the shells of Windows."""

from __future__ import annotations

import pytest

from sinoru.messages import command


@pytest.mark.parametrize(
    ("words", "line"),
    [
        (("check", r"C:\corpus"), r"sinoru check C:\corpus"),
        (("check", r"C:\my corpus"), r'sinoru check "C:\my corpus"'),
        (("who", "Нил", "O'Hara"), 'sinoru who Нил "O\'Hara"'),
        (("search", "R&D", 'a "phrase"', ""), 'sinoru search "R&D" "a \\"phrase\\"" ""'),
    ],
)
def test_windows_has_double_quotes_only(
    words: tuple[str, ...], line: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sys.platform", "win32")
    assert command(*words) == line


def test_elsewhere_words_are_quoted_for_a_posix_shell() -> None:
    assert command("who", "O'Hara") == "sinoru who 'O'\"'\"'Hara'"
