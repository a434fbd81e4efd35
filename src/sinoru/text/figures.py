"""Figures in words and signs: `10.5%` and `10.5 per cent`, `5.48bn` and `5.48 billion`, `16` and `sixteen`."""

from collections.abc import Sequence

UNITS = (
    ("percent", "per cent", "pct"),
    ("thousand", "k"),
    ("million", "mn", "mln", "m"),
    ("billion", "bn", "bln"),
    ("trillion", "tn", "trn"),
    ("kilometres", "kilometers", "km"),
    ("kilograms", "kg"),
)
"""Units after a figure, each with its other forms."""
_NUMBERS = (
    "two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen"
    " nineteen twenty"
).split()
_FIRST_NUMBER = 2
_TENS = "thirty forty fifty sixty seventy eighty ninety".split()
_IN_WORDS = {str(number): word for number, word in enumerate(_NUMBERS, _FIRST_NUMBER)}
_IN_WORDS |= {str(number): word for number, word in zip(range(30, 100, 10), _TENS, strict=True)}
_IN_FIGURES = {word: figure for figure, word in _IN_WORDS.items()}


def other_number(word: str) -> str:
    """Return a small number in words that is written in figures, and the reverse; empty for another word."""
    return _IN_WORDS.get(word) or _IN_FIGURES.get(word, "")


def figure_forms(words: Sequence[str]) -> list[str]:
    """Return the forms of a figure with its unit, such as `10.5 per cent`; none for other words."""
    figure, *rest = words
    unit = " ".join(rest)
    if not (figure[0].isdecimal() or figure in _IN_FIGURES):
        return []
    group = next(
        (group for group in UNITS if unit.removesuffix("s") in {one.removesuffix("s") for one in group}), ()
    )
    figures = filter(None, (figure, other_number(figure)))
    return [f"{one} {form}" for one in figures for form in group]
