"""The extras of sinoru: which libraries each of them installs, and what to type where one is missing.

An extra has the name of the command that needs it, or of the format for `export`, whose libraries are large. The
extras are declared in pyproject.toml; a test compares it with the table here. Nothing imports this module until a
library is missing.
"""

import os
import re
import sys
from importlib.util import find_spec

from sinoru.messages import quoted
from sinoru.model.errors import WrongUsage

EXTRAS = {
    "browse": ("textual",),
    "export": ("icalendar", "jinja2", "pyarrow"),
    "import": ("icalendar", "pypdf", "selectolax"),
    "mcp": ("mcp",),
    "push": ("psycopg",),
    "verify": ("pypdf", "selectolax"),
    "web": ("jinja2",),
    "html": ("jinja2", "selectolax"),
    "ics": ("icalendar",),
    "parquet": ("pyarrow",),
    "pdf": ("pypdf",),
    "postgres": ("psycopg",),
    "page": ("jinja2",),
}
"""The modules that each extra installs, as they are imported: commands, formats and stores, former names."""

_EXAMPLES = {
    "html": "export html",
    "ics": "export ics",
    "parquet": "export parquet",
    "pdf": "verify",
    "postgres": "timeline",
    "page": "web",
}
"""A command that needs the extra, unless the extra has its name."""
_CACHES_OF_UV = re.compile(r"(archive|environments)-v\d+")
"""The folder above an environment of uvx, which no later command uses."""
_RUN_BY_PIPX = re.compile(r"[0-9a-f]{15}")
"""The folder of an environment of `pipx run`; that of `pipx install` has the name of the package."""


class MissingLibrary(WrongUsage):
    """A library is not installed that a command needs."""

    def __init__(self, user: str, library: str, extra: str) -> None:
        """Build the message; `user` is the command, the file or the store that needs the library."""
        needed = f"{user} needs {quoted(library)}, which is not installed."
        super().__init__(f"{needed} Install it with: {install_command(extra)}")


def missing(user: str, extra: str, error: ModuleNotFoundError) -> Exception:
    """Return the error to raise for a failed import: the given one if a module of sinoru itself is missing."""
    module = (error.name or "").partition(".")[0]
    if module in ("", "sinoru"):
        return error
    # What failed may be imported before the library that needs it: anyio before mcp.
    libraries = EXTRAS.get(extra, ())
    absent = module if module in libraries else next((each for each in libraries if not _has(each)), module)
    return MissingLibrary(user, absent, extra)


def install_command(extra: str) -> str:
    """Return the command that installs an extra, for the tool that sinoru was installed with, or is run by."""
    folder, name = os.path.split(sys.prefix)
    used = f"{_requirement(extra)} sinoru {_EXAMPLES.get(extra, extra)}"
    if os.path.exists(os.path.join(sys.prefix, "pipx_metadata.json")):
        if _RUN_BY_PIPX.fullmatch(name):
            return f"pipx run --spec {used}"
        return f"pipx inject sinoru {_requirement(*_installed(), extra)}"
    if os.path.exists(os.path.join(sys.prefix, "uv-receipt.toml")):
        # It removes the extras that it does not find in its command line.
        return f"uv tool install {_requirement(*_installed(), extra)}"
    if _CACHES_OF_UV.fullmatch(os.path.basename(folder)) and _is_made_by_uv():
        return f"uvx --from {used}"
    if not _has("pip") and _is_made_by_uv():
        return f"uv pip install --python {_quote(sys.prefix)} {_requirement(extra)}"
    return f"pip install {_requirement(extra)}"


def _installed() -> list[str]:
    """Return the extras of commands and formats whose libraries are all installed, each library once."""
    found: list[str] = []
    covered: set[str] = set()
    for extra, libraries in EXTRAS.items():
        if not covered.issuperset(libraries) and all(map(_has, libraries)):
            found.append(extra)
            covered.update(libraries)
    return found


def _requirement(*extras: str) -> str:
    return _quote(f"sinoru[{','.join(dict.fromkeys(extras))}]")


def _quote(word: str) -> str:
    """Put a word in quotes that the shell removes; cmd.exe, on Windows, does not remove single ones."""
    return f'"{word}"' if os.name == "nt" else f"'{word}'"


def _has(module: str) -> bool:
    try:
        return find_spec(module) is not None
    except ValueError:  # it has been replaced while the program runs
        return False


def _is_made_by_uv() -> bool:
    try:
        with open(os.path.join(sys.prefix, "pyvenv.cfg"), encoding="utf-8") as file:
            return any(line.partition("=")[0].strip() == "uv" for line in file)
    except (OSError, UnicodeDecodeError):
        return False
