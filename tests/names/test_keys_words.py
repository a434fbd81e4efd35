from __future__ import annotations

import pytest

from sinoru.names.keys import name_runs, split_name


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Boris Yeltsin", ["boris", "yeltsin"]),
        ("Yeltsin, Boris", ["boris", "yeltsin"]),
        ("Yeltsin, B.N.", ["b.", "n.", "yeltsin"]),
        ("B.N. Yeltsin", ["b.", "n.", "yeltsin"]),
        ("B N Yeltsin", ["b.", "n.", "yeltsin"]),
        ("Ivanov I. S.", ["i.", "s.", "ivanov"]),
        ("Yu. Luzhkov", ["yu.", "luzhkov"]),
        ("Wu Yu", ["wu", "yu"]),
        ("Gen. Ivashov", ["gen", "ivashov"]),
        ("Ivanov Igor Sergeyevich", ["igor", "sergeyevich", "ivanov"]),
        ("Иванов Игорь Сергеевич", ["игорь", "сергеевич", "иванов"]),
        ("Iwanow Igor Sergejewitsch", ["igor", "sergejewitsch", "iwanow"]),
        ("Lev Davidovich Rabinovich", ["lev", "davidovich", "rabinovich"]),
        ("Lev D. Rabinovich", ["lev", "d.", "rabinovich"]),
        ("Igorʹ Il'in", ["igor", "ilin"]),
        ("Shelov-Kovedyaev", ["shelov", "kovedyaev"]),
        ("Milos\u030cevic\u0301", ["milošević"]),
        ("…", []),
        ("...", []),
        ("", []),
    ],
)
def test_words_are_in_spoken_order_and_initials_have_a_point(text: str, words: list[str]) -> None:
    assert split_name(text) == words


def test_a_name_of_three_words_is_also_met_without_its_last_or_first() -> None:
    assert name_runs(["boris", "nikolayevich", "yeltsin"]) == (
        ["boris", "nikolayevich"],
        ["nikolayevich", "yeltsin"],
    )


@pytest.mark.parametrize("name", ["boris yeltsin", "ministry of defence", "a b c d e"])
def test_other_names_are_not_cut(name: str) -> None:
    assert name_runs(name.split()) == ()
