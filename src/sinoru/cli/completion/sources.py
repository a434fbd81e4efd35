"""The functions that complete the values of each option and the words of each command from the index."""

from sinoru.cli.completion.known import RECORD_KINDS
from sinoru.query.completion import (
    complete_ids,
    complete_ids_of_names,
    complete_names,
    complete_terms,
    complete_words,
)

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from sinoru.query.completion import Completion, Rows

    Ask = Callable[[Rows, str], list[Completion]]
    """Returns the completions of a typed prefix."""

PERSON, ORG, PLACE = ("person",), ("organisation",), ("place",)
PARTY, ANYTHING = (*PERSON, *ORG), (*PERSON, *ORG, *PLACE)
SOURCE = ("source",)


def among(known: "Iterable[str]", typed: str) -> "list[Completion]":
    """Return those texts that begin with what is typed, without notes."""
    return [(text, "") for text in known if text.startswith(typed)]


def names(kinds: "Sequence[str]") -> "Ask":
    """Complete names, or ids where the typed text has a hyphen and begins some."""
    return lambda index, typed: (
        (complete_ids(index, typed, kinds) if "-" in typed else []) or complete_names(index, typed, kinds)
    )


def ids(kinds: "Sequence[str]" = ()) -> "Ask":
    """Complete ids; where none begins so, return those of matching names."""
    return lambda index, typed: (
        complete_ids(index, typed, kinds)
        or (complete_ids_of_names(index, typed, kinds or ANYTHING) if typed else [])
    )


def terms(space: str) -> "Ask":
    """Complete the terms of a filter, such as the topics."""
    return lambda index, typed: complete_terms(index, space, typed)


def _complete_kinds(index: "Rows", typed: str) -> "list[Completion]":
    return [*among(RECORD_KINDS, typed), *complete_terms(index, "kind", typed)]


def _complete_source_copies(index: "Rows", typed: str) -> "list[Completion]":
    """Complete the id in ID=FILE."""
    return [(f"{value}=", note) for value, note in complete_ids(index, typed, SOURCE)]


OPTIONS: "dict[str, Ask]" = {
    "--person": names(PERSON),
    "--org": names(ORG),
    "--place": names(PLACE),
    "--by": names(PARTY),
    "--about": names(ANYTHING),
    "--source": ids(SOURCE),
    "--country": terms("country"),
    "--topic": terms("topic"),
    "--kind": _complete_kinds,
    "--certainty": terms("certainty"),
    "--verdict": terms("verdict"),
}
"""By option, for those that take any text."""

JOINED: "dict[str, Ask]" = {"who": names(PARTY), "links": names(PERSON)}
"""By command, for those that join their words to one name."""

WORDS: "dict[str, Ask]" = {
    "show": ids(),
    "cite": ids(),
    "edit": ids(),
    "conflicts": ids(),
    "sources": ids(SOURCE),
    "verify": _complete_source_copies,
    "search": complete_words,
    "claims": complete_words,
}
"""By command, for those that complete each word separately."""
