"""What a command is made of."""

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from typing import Any

import msgspec

from sinoru.cli.options import DATA, FORCE, FORMATS, SHARED, STORE, SVG, Option, output_options
from sinoru.cli.request import Request, read_request
from sinoru.model.errors import WrongConfig, WrongUsage

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
    mends_settings: bool = False
    """Whether it must run whatever stands in the config file."""

    def run(self, *given: Mapping[str, Any]) -> int:
        """Run the body on the options and words that were given, by key; later ones win. Raises SinoruError."""
        paths = (*_PATHS, "words") if self.words in ("[PATH]...", "DIR") else _PATHS
        text = {
            key: value if key in paths else _as_text(value)
            for each in given
            for key, value in each.items()
            if value
            # An empty name of a file is a slip: $FILE unset.
            or (key in ("output", "svg") and value is not None)
        }
        if text.get(SVG.key) == "":
            raise WrongUsage("--svg: the name of the file is empty")
        if text.get(SVG.key) and SVG not in self.options:  # it may stand before the name of any command
            raise WrongUsage("--svg has no meaning for this command")
        return self.body(self._read_request(text), **{key: text.get(key) for key in self.own})

    def _read_request(self, given: Mapping[str, Any]) -> Request:
        try:
            return read_request(given, self.formats)
        except WrongConfig:
            if not self.mends_settings:
                raise
            return read_request({"format": self.formats[0], **given}, self.formats)


def command(
    *,
    examples: tuple[str, str],
    words: str = "",
    options: Iterable[Option] = (),
    formats: Sequence[str] = FORMATS,
    without: Collection[Option] = (),
    mends_settings: bool = False,
) -> Callable[[Body], Command]:
    """Make a function a command.

    `formats` are those that the answer can be had in; `without` are shared options that mean nothing to it.
    """
    options = tuple(options)
    keys = tuple(each.key for each in options)
    shared = tuple(each for each in (DATA, STORE, *output_options(formats)) if each not in without)
    # For --svg, where it is not there for the answer itself.
    force = (FORCE,) if SVG in shared and FORCE.key not in keys else ()

    def make(body: Body) -> Command:
        return Command(
            body.__name__.rstrip("_"),
            body,
            words,
            (*options, *shared, *force),
            tuple(key for key in keys if key not in SHARED),
            formats,
            examples,
            mends_settings,
        )

    return make


def _as_text(value: Any) -> Any:
    """Replace what is no text: Python passes bytes that are not UTF-8 on as half surrogate pairs."""
    if isinstance(value, str):
        return value.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    return [_as_text(one) for one in value] if isinstance(value, (list, tuple)) else value
