"""Several corpora in one index: an id that clashes is told apart by the name of its corpus, as `name:id`."""

import os
import re
from collections.abc import Mapping, Sequence

from sinoru.loading.files import is_part_of

Names = Mapping[str, str]
"""The name of the corpus that each file belongs to, by the file's path; empty where there is one corpus only."""


def name_corpora(paths: Sequence[str], files: Sequence[str]) -> Names:
    """Name the corpora at `paths` after their folders, and say which each file belongs to: the first that has it."""
    tops = list(dict.fromkeys(os.path.abspath(path) for path in paths))
    if len(tops) < 2:  # noqa: PLR2004  one corpus, or none
        return {}
    names = _distinct(tops)
    return {file: names[_top_of(file, tops)] for file in files}


def _top_of(file: str, tops: Sequence[str]) -> int:
    return next(number for number, top in enumerate(tops) if is_part_of(file, top))


def _distinct(tops: Sequence[str]) -> list[str]:
    """Return each corpus a name of its own: its folder's, with the folder above where two share it, or a number."""
    places = [os.path.realpath(top) for top in tops]
    short = [_name(os.path.basename(place)) for place in places]
    above = [_name(os.path.basename(os.path.dirname(place))) for place in places]
    names = [
        name if short.count(name) == 1 else f"{folder}-{name}"
        for name, folder in zip(short, above, strict=True)
    ]
    used: dict[str, int] = {}
    for place, name in enumerate(names):
        used[name] = used.get(name, 0) + 1
        if used[name] > 1:
            names[place] = f"{name}-{used[name]}"
    return names


def _name(folder: str) -> str:
    stem = re.sub(r"\.ya?ml$", "", folder.casefold())
    name = "-".join(re.findall("[a-z0-9]+", stem)) or "corpus"
    from sinoru.index.fields import SPACES  # with one corpus, no look-up needs it

    return f"{name}-corpus" if name in SPACES else name
