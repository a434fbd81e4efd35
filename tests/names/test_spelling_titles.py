from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sinoru.names.folding import fold
from sinoru.names.honorifics import without_title


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("President Yeltsin", "Yeltsin"),
        ("PRESIDENT YELTSIN", "YELTSIN"),
        ("President Boris Yeltsin", "Boris Yeltsin"),
        ("Prime Minister Stepashin", "Stepashin"),
        ("First Deputy Prime Minister Maslyukov", "Maslyukov"),
        ("Vice-Premier Qian Qichen", "Qian Qichen"),
        ("State Councilor Wu Yi", "Wu Yi"),
        ("Russian Foreign Minister Igor Ivanov", "Igor Ivanov"),
        ("former Prime Minister Primakov", "Primakov"),
        ("then-State Councilor Wu Yi", "Wu Yi"),
        ("Mr Ivanov", "Ivanov"),
        ("Mr. Ivanov", "Ivanov"),
        ("Dr. Sun Yat-sen", "Sun Yat-sen"),
        ("Gen. Ivashov", "Ivashov"),
        ("Col. Gen. Zhang Wannian", "Zhang Wannian"),
        ("Col.-Gen. Zhang", "Zhang"),
        ("Chief of the General Staff Kvashnin", "Kvashnin"),
        ("президент Ельцин", "Ельцин"),
        ("вице-премьер Клебанов", "Клебанов"),
        ("министр иностранных дел Иванов", "Иванов"),
        ("Bundeskanzler Schröder", "Schröder"),
        ("le président Eltsine", "Eltsine"),
        ("président Eltsine", "Eltsine"),
        ("江泽民主席", "江泽民"),
        ("江泽民国家主席", "江泽民"),
        ("朱镕基 总理", "朱镕基"),
    ],
)
def test_titles_come_off(text: str, name: str) -> None:
    assert without_title(text) == name


@pytest.mark.parametrize(
    "text",
    [
        "Boris Yeltsin",
        "President",
        "Prime Minister",
        "主席",
        "Foreign Ministry",
        "State Duma",
        "Russian Federation",
        "Special Representative",
        "Yeltsin President",
        "",
        "  ",
    ],
)
def test_names_and_bare_titles_stay(text: str) -> None:
    assert without_title(text) == text


@given(st.text())
def test_something_of_any_text_stays(text: str) -> None:
    assert bool(fold(without_title(text))) == bool(fold(text)) or fold(text) != ""
    assert without_title(text) in " ".join(text.split()) or without_title(text) in text
