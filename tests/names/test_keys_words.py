from __future__ import annotations

import pytest

from sinoru.names.words import split_name


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
