"""Telling options, with their values, from words, once it is known which options take a value."""

from itertools import islice

TYPE_CHECKING = False  # completion reads this (see cli/completion)
if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Sequence


def first_word(arguments: "Sequence[str]", takes_value: "Collection[str]") -> int | None:
    """Find the first word that is neither an option nor the value of one."""
    is_value = False
    for place, argument in enumerate(arguments):
        if not is_value and not argument.startswith("-"):
            return place
        is_value = not is_value and argument in takes_value
    return None


def split(arguments: "Iterable[str]", takes_value: "Collection[str]") -> tuple[list[str], list[str]]:
    """Tell options, with their values, from words. A word may begin with a single dash: `search hotline -bombing`."""
    found: list[str] = []
    words: list[str] = []
    rest = iter(arguments)
    for argument in rest:
        if argument == "--":
            words += rest
        elif argument in takes_value:
            found += [argument, *islice(rest, 1)]
        elif argument.startswith("--"):
            found.append(argument)
        elif argument == "-h":
            found.append("--help")
        else:
            words.append(argument)
    return found, words


def ends_early(arguments: "Iterable[str]", takes_value: "Collection[str]") -> bool:
    """Tell whether the last of these options lacks its value."""
    rest = iter(arguments)
    return any(argument in takes_value and next(rest, None) is None for argument in rest)
