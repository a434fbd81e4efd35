from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sinoru.names.nearest import letters_off

LONG_NAMES = ["chernomyrdin", "stepashin", "korabelnikov", "zhirinovsky", "shevardnadze"]


@pytest.mark.parametrize(
    ("query", "written", "off"),
    [
        ("Stepashn", "Sergei Stepashin", 1),
        ("Stepahsin", "Sergei Stepashin", 1),
        ("Yletsin", "Boris Yeltsin", 1),
        ("Boris Yletsin", "Boris Nikolayevich Yeltsin", 1),
        ("Yletsin Boris", "Boris Yeltsin", 1),
        ("Chernomirdyn", "Viktor Chernomyrdin", 2),
        ("Shevarnadse", "Eduard Shevardnadze", 2),
        ("Jiang Zemni", "Jiang Zemin", 1),
        ("Степашн", "Сергей Степашин", 1),
        ("Степашн", "Sergei Stepashin", 1),
        ("Tschermomyrdin", "Viktor Chernomyrdin", 1),
        ("Sergej Stepashn", "Sergei Stepashin", 2),
        ("Dipendraa", "Dipendra", 1),
        ("Milosovic", "Slobodan Milošević", 1),
    ],
)
def test_wrong_letters_are_counted(query: str, written: str, off: int) -> None:
    assert letters_off(query, written) == off


@pytest.mark.parametrize(
    ("query", "written"),
    [
        ("Stepashin", "Sergei Stepashin"),
        ("Ivanov", "Leonid Ivashov"),
        ("Zoran", "Zorin"),
        ("Putn", "Vladimir Putin"),
        ("Gromov", "Khromov"),
        ("Romov", "Gromov"),
        ("Yelchin", "Boris Yeltsin"),
        ("Stepanov", "Sergei Stepashin"),
        ("Boris Sergei Yletsin", "Boris Yeltsin"),
        ("", "Boris Yeltsin"),
        ("Yletsin", ""),
        ("江泽明", "江泽民"),
    ],
)
def test_other_names_are_not_mistypings(query: str, written: str) -> None:
    assert letters_off(query, written) is None


@pytest.mark.parametrize(
    ("query", "written"),
    [
        ("Ivanova", "Ivanov"),
        ("Stepashin", "Stepashina"),
        ("Belskaya", "Belskay"),
        ("Solovyeva", "Соловьев"),
        ("Yakovleva", "Ýakowlew"),
        ("Vyshinskaja", "Vyshinsky"),
    ],
)
def test_a_woman_s_surname_is_no_mistyping_of_a_man_s(query: str, written: str) -> None:
    assert letters_off(query, written) is None


@pytest.mark.parametrize(
    ("query", "written"),
    [("Jiang Zhemin", "Jiang Zemin"), ("Zhang Wanniang", "Zhang Wannian"), ("Huang Yi", "Wang Yi")],
)
def test_two_good_mandarin_names_are_two_names(query: str, written: str) -> None:
    assert letters_off(query, written) is None


@given(st.sampled_from(LONG_NAMES), st.data())
def test_any_one_slip_after_the_first_letter_is_found(name: str, data: st.DataObject) -> None:
    place = data.draw(st.integers(1, len(name) - 2))
    slips = {
        "left out": name[:place] + name[place + 1 :],
        "doubled": name[:place] + name[place] + name[place:],
        "swapped": name[:place] + name[place + 1] + name[place] + name[place + 2 :],
        "replaced": name[:place] + "q" + name[place + 1 :],
    }
    slip = slips[data.draw(st.sampled_from(sorted(slips)))]
    assert letters_off(slip, name) == (1 if slip != name else None)


@given(st.text(), st.text())
def test_any_two_texts_can_be_compared(query: str, written: str) -> None:
    off = letters_off(query, written)
    assert off is None or off > 0


def test_what_is_far_longer_than_a_name_is_no_mistyped_one() -> None:
    assert letters_off("word " * 20_000, "word " * 20_000 + "x") is None
