"""The names of several corpora in one index: an id that clashes gets the name of its corpus, as in `name:id`."""

import os
import re
from collections.abc import Mapping, Sequence

from sinoru.loading.files import is_part_of

Names = Mapping[str, str]
"""The name of each file's corpus, by the file's path; empty for a single corpus."""


def name_corpora(paths: Sequence[str], files: Sequence[str]) -> Names:
    """Name the corpora at `paths` after their folders; return for each file the name of the first that has it."""
    tops = list(dict.fromkeys(os.path.abspath(path) for path in paths))
    if len(tops) < 2:  # noqa: PLR2004  one corpus, or none
        return {}
    names = _distinct_names(tops)
    return {
        file: next(name for name, top in zip(names, tops, strict=True) if is_part_of(file, top))
        for file in files
    }


def _distinct_names(tops: Sequence[str]) -> list[str]:
    """Return a unique name for each corpus: its folder's, then with the parent folder's, then with a number."""
    paths = [os.path.realpath(top) for top in tops]
    short = [_name_of(os.path.basename(path)) for path in paths]
    above = [_name_of(os.path.basename(os.path.dirname(path))) for path in paths]
    names = [
        name if short.count(name) == 1 else f"{folder}-{name}"
        for name, folder in zip(short, above, strict=True)
    ]
    used: dict[str, int] = {}
    for position, name in enumerate(names):
        used[name] = used.get(name, 0) + 1
        if used[name] > 1:
            names[position] = f"{name}-{used[name]}"
    return names


def _name_of(folder: str) -> str:
    stem = re.sub(r"\.ya?ml$", "", folder.casefold())
    name = "-".join(re.findall("[a-z0-9]+", stem)) or "corpus"
    from sinoru.index.fields import SPACES  # with one corpus, no look-up needs it

    return f"{name}-corpus" if name in SPACES else name
