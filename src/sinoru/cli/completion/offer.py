"""The options and words of a command, as they are offered at a Tab."""

from sinoru.cli.completion.known import COMMANDS, OPTIONS, ROOT

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable

FILE = "file"


class Option:
    """What may be said by name."""

    __slots__ = ("help", "is_repeated", "names", "value")

    def __init__(
        self, names: tuple[str, ...], help_: str, value: tuple[str, ...] | str | None, *, is_repeated: bool
    ) -> None:
        self.names = names
        self.help = help_
        self.value = value
        """The values, `FILE`, empty for any text, or None for a flag."""
        self.is_repeated = is_repeated


def options_of(command: str) -> dict[str, Option]:
    """Give the options of a command by each of their names; of the program itself where none is named."""
    places = COMMANDS[command][2] if command else ROOT
    rows = (OPTIONS[place] for place in places)
    options = [Option(names, help_, value, is_repeated=again) for names, help_, value, again in rows]
    return {name: each for each in options for name in each.names}


def taking_value(options: "Iterable[tuple[str, Option]]") -> set[str]:
    """Give the names of those that take a value."""
    return {name for name, each in options if each.value is not None}
