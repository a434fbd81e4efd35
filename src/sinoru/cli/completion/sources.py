"""Where the completions of each option's value and each command's words come from."""

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
    """Gives what a typed beginning may become."""

PERSON, ORG, PLACE = ("person",), ("organisation",), ("place",)
PARTY, ANYTHING = (*PERSON, *ORG), (*PERSON, *ORG, *PLACE)
SOURCE = ("source",)


def among(known: "Iterable[str]", typed: str) -> "list[Completion]":
    """Keep those that begin so."""
    return [(one, "") for one in known if one.startswith(typed)]


def names(kinds: "Sequence[str]") -> "Ask":
    """Complete names; or an id, where one is begun."""
    return lambda index, typed: (
        (complete_ids(index, typed, kinds) if "-" in typed else []) or complete_names(index, typed, kinds)
    )


def ids(kinds: "Sequence[str]" = ()) -> "Ask":
    """Complete ids; where none begins so, by name."""
    return lambda index, typed: (
        complete_ids(index, typed, kinds)
        or (complete_ids_of_names(index, typed, kinds or ANYTHING) if typed else [])
    )


def terms(space: str) -> "Ask":
    """Complete the words of a filter."""
    return lambda index, typed: complete_terms(index, space, typed)


def _kinds(index: "Rows", typed: str) -> "list[Completion]":
    return [*among(RECORD_KINDS, typed), *complete_terms(index, "kind", typed)]


def _copies(index: "Rows", typed: str) -> "list[Completion]":
    """Complete the id of ID=FILE."""
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
    "--kind": _kinds,
    "--certainty": terms("certainty"),
    "--verdict": terms("verdict"),
}
"""By option, where it takes any text."""

JOINED: "dict[str, Ask]" = {"who": names(PARTY), "links": names(PERSON)}
"""By command whose words are joined to one name."""

WORDS: "dict[str, Ask]" = {
    "show": ids(),
    "cite": ids(),
    "edit": ids(),
    "conflicts": ids(),
    "sources": ids(SOURCE),
    "verify": _copies,
    "search": complete_words,
    "claims": complete_words,
}
"""By command, each of whose words stands for itself."""
