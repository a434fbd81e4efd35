"""`--svg`: a view as a picture in a file."""

import shlex
import sys
from itertools import islice
from typing import Any

from sinoru.cli.request import Output
from sinoru.export.file import write_file
from sinoru.model.errors import WrongUsage
from sinoru.render.document import UNICODE

MOST_LINES = 5_000
"""Lines of a picture: far more than anybody can read, and each takes several kB of memory to draw."""


def picture_answer(answer: Any, view: Any, output: Output) -> None:
    """Write the view of an answer to the file that `--svg` names. Raises WrongUsage, TargetInTheWay."""
    if output.format != "table":
        raise WrongUsage(f"--svg draws what a person sees; leave out --format {output.format}")
    from sinoru.render.terminal import PICTURE_WIDTH, draw

    lines = list(islice(view(answer, glyphs=UNICODE), MOST_LINES + 1))
    if len(lines) > MOST_LINES:
        raise WrongUsage(f"--svg draws {MOST_LINES:,} lines at most; ask for less, as with --limit")
    picture = draw(lines, output.width or PICTURE_WIDTH, _asked(sys.argv[1:]))

    def fill(aside: str) -> None:
        with open(aside, "w", encoding="utf-8", newline="\n") as file:
            file.write(picture)

    write_file(output.svg, fill, force=output.force)


def _asked(arguments: list[str]) -> str:
    """Give the command line as it was typed, without what only says where the picture goes."""
    kept: list[str] = []
    rest = iter(arguments)
    for one in rest:
        if one == "--svg":
            next(rest, None)
        elif one != "--force" and not one.startswith("--svg="):
            kept.append(one)
    return shlex.join(["sinoru", *kept])
