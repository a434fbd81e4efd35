"""Where the completions of each option's value and each command's words come from."""

import re
from collections.abc import Callable, Iterable, Sequence
from functools import partial

from sinoru.cli.options import Option
from sinoru.export.kinds import KINDS
from sinoru.index.index import Index
from sinoru.model.records import RECORD_OF_KIND
from sinoru.query.completing import (
    Completion,
    complete_ids,
    complete_ids_of_names,
    complete_names,
    complete_terms,
    complete_words,
)

Ask = Callable[[Index, str], list[Completion]]
"""Gives what a typed beginning may become."""

PERSON, ORG, PLACE = ("person",), ("organisation",), ("place",)
PARTY, ANYTHING = (*PERSON, *ORG), (*PERSON, *ORG, *PLACE)
SOURCE = ("source",)


def among(known: Iterable[str], typed: str) -> list[Completion]:
    """Keep those that begin so."""
    return [Completion(one) for one in known if one.startswith(typed)]


def choices(values: Sequence[str]) -> Ask:
    """Complete one of a few words."""
    return partial(_choose, values)


def _choose(values: Sequence[str], index: Index, typed: str) -> list[Completion]:  # noqa: ARG001  an Ask
    return among(values, typed)


def names(kinds: Sequence[str]) -> Ask:
    """Complete names; or an id, where one is begun."""
    return lambda index, typed: (
        (complete_ids(index, typed, kinds) if "-" in typed else []) or complete_names(index, typed, kinds)
    )


def ids(kinds: Sequence[str] = ()) -> Ask:
    """Complete ids; where none begins so, by name."""
    return lambda index, typed: (
        complete_ids(index, typed, kinds)
        or (complete_ids_of_names(index, typed, kinds or ANYTHING) if typed else [])
    )


def terms(space: str) -> Ask:
    """Complete the words of a filter."""
    return lambda index, typed: complete_terms(index, space, typed)


def _kinds(index: Index, typed: str) -> list[Completion]:
    return [*among(RECORD_OF_KIND, typed), *complete_terms(index, "kind", typed)]


def _copies(index: Index, typed: str) -> list[Completion]:
    """Complete the id of ID=FILE."""
    return [Completion(f"{one.value}=", one.note) for one in complete_ids(index, typed, SOURCE)]


OPTIONS: dict[str, Ask] = {
    "--person": names(PERSON),
    "--org": names(ORG),
    "--place": names(PLACE),
    "--by": names(PARTY),
    "--about": names(ANYTHING),
    "--source": ids(SOURCE),
    "--country": terms("country"),
    "--topic": terms("topic"),
    "--kind": _kinds,
    "--certainty": terms("certainty"),
    "--verdict": terms("verdict"),
}
"""By option; the value of another is completed from what its help lists, or as a file."""

JOINED: dict[str, Ask] = {"who": names(PARTY), "links": names(PERSON)}
"""By command whose words are joined to one name."""

WORDS: dict[str, Ask] = {
    "show": ids(),
    "cite": ids(),
    "edit": ids(),
    "conflicts": ids(),
    "sources": ids(SOURCE),
    "verify": _copies,
    "search": complete_words,
    "claims": complete_words,
    "export": choices(tuple(KINDS)),
}
"""By command, each of whose words stands for itself; the others' are completed from their metavar."""

CHOICES = {"--sort": ("date", "-date", "rank")}
_FILES = re.compile("PATH|FILE|DIR")


def listed(option: Option) -> Sequence[str]:
    """Give the values that an option's help lists: "One of table, json."."""
    found = re.search(r"One of ([^.]*)\.", option.help)
    return CHOICES.get(option.names[0]) or (re.split(r", | or ", found[1]) if found else ())


def is_file(metavar: str) -> bool:
    """Tell whether a value is a path."""
    return bool(_FILES.search(metavar))
