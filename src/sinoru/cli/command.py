"""What a command is made of."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

import msgspec

from sinoru.cli.options import (
    DATA,
    FORCE,
    FORMATS,
    SHARED,
    STORE,
    SVG,
    Option,
    output_options,
    read_request,
)

Body = Callable[..., int]
"""Takes the Request, and each option of the command's own by key; gives the exit status."""

_PATHS = ("data", "output", "svg")
"""Options that name files, whose names may be bytes that are no text."""


class Command(msgspec.Struct, frozen=True):
    """A command as it is declared: how it is read, told of and run follows from this."""

    name: str
    body: Body
    words: str
    """Names what may stand after it; empty: nothing may."""
    options: tuple[Option, ...]
    own: tuple[str, ...]
    """Keys of the options that only its body knows."""
    formats: Sequence[str]
    examples: tuple[str, str]

    def run(self, *given: Mapping[str, Any]) -> int:
        """Run the body on the options and words that were given, by key; later ones win. Raises SinoruError."""
        paths = (*_PATHS, "words") if self.words == "[PATH]..." else _PATHS
        text = {
            key: value if key in paths else _as_text(value)
            for each in given
            for key, value in each.items()
            if value
            or (key == "output" and value is not None)  # an empty name of a file is a slip: $FILE unset
        }
        return self.body(read_request(text, self.formats), **{key: text.get(key) for key in self.own})


def command(
    *,
    examples: tuple[str, str],
    words: str = "",
    options: Iterable[Option] = (),
    formats: Sequence[str] = FORMATS,
) -> Callable[[Body], Command]:
    """Make a function a command. `formats` are those that the answer can be had in."""
    options = tuple(options)
    keys = tuple(each.key for each in options)
    output = output_options(formats)
    # For --svg, where it is not there for the answer itself.
    force = (FORCE,) if SVG in output and FORCE.key not in keys else ()

    def make(body: Body) -> Command:
        return Command(
            body.__name__.rstrip("_"),
            body,
            words,
            (*options, DATA, STORE, *output, *force),
            tuple(key for key in keys if key not in SHARED),
            formats,
            examples,
        )

    return make


def _as_text(value: Any) -> Any:
    """Replace what is no text: Python passes bytes that are not UTF-8 on as half surrogate pairs."""
    if isinstance(value, str):
        return value.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    return [_as_text(one) for one in value] if isinstance(value, (list, tuple)) else value
