"""Tab in real shells: what is completed is read back by the shell as the very name."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.cli.completion.conftest import Keyboard

LINES = {
    "sinoru timel": ["sinoru", "timeline"],
    "sinoru who Stepa": ["sinoru", "who", "Stepashin"],
    "sinoru who Степ": ["sinoru", "who", "Степашин"],
    "sinoru who 张万": ["sinoru", "who", "张万年"],
    "sinoru who Zhang\\ W": ["sinoru", "who", "Zhang Wannian"],
    "sinoru who Zhang W": ["sinoru", "who", "Zhang", "Wannian"],
    'sinoru who "Zhang W': ["sinoru", "who", "Zhang Wannian"],
    "sinoru who 'Zhang W": ["sinoru", "who", "Zhang Wannian"],
    "sinoru who Kev": ["sinoru", "who", "Kevin O'Brien"],
    "sinoru who Nick": ["sinoru", "who", 'Nick "Nicky" Quoted'],
    "sinoru who Ca": ["sinoru", "who", "Ca$h & Carry: the `firm`!"],
    "sinoru timeline --perso": ["sinoru", "timeline", "--person"],
    "sinoru timeline --person Zhang\\ W": ["sinoru", "timeline", "--person", "Zhang Wannian"],
    "sinoru timeline --person=Zhang\\ W": ["sinoru", "timeline", "--person=Zhang Wannian"],
    "sinoru timeline --place Mos": ["sinoru", "timeline", "--place", "Moscow"],
    "sinoru timeline --topic hot": ["sinoru", "timeline", "--topic", "hot line"],
    "sinoru timeline --style ga": ["sinoru", "timeline", "--style", "gantt"],
    "sinoru show hot": ["sinoru", "show", "hotline-call"],
    "sinoru sources y": ["sinoru", "sources", "yu-1999q2"],
    "sinoru verify yu": ["sinoru", "verify", "yu-1999q2="],
    "sinoru verify yu-1999q2=wor": ["sinoru", "verify", "yu-1999q2=work.txt"],
    "sinoru --data wor": ["sinoru", "--data", "work.txt"],
    "sinoru who Nobody": ["sinoru", "who", "Nobody"],
}


@pytest.mark.parametrize("line", LINES)
def test_a_tab_completes_to_what_the_shell_reads_as_the_name(keyboard: Keyboard, line: str) -> None:
    (keyboard.home / "work.txt").touch()
    assert keyboard.complete(line) == LINES[line]
