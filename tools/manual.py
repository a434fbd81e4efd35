"""Write docs/cli.md, the man page and the tables of docs/format.md from the program itself: `make manual`."""

from __future__ import annotations

import re
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from sinoru.cli import options as shared
from sinoru.cli.command_line import COMMANDS, load_command
from sinoru.cli.options import Option
from sinoru.cli.settings import SETTINGS
from sinoru.cli.typer_app import make_root
from sinoru.model.fields import Field, Fields
from sinoru.model.records import Record
from sinoru.model.registers import REGISTERS, Register

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sinoru.cli.parser import Command

DOCS = Path(__file__).parents[1] / "docs"
_SHARED = [one for one in vars(shared).values() if isinstance(one, Option)] + [
    *shared.OUTPUT,
    *shared.LIST_OUTPUT,
    *shared.all_filters(),
]
PANELS = ("Filters", "Corpus and output")
ENVIRONMENT = {
    **{variable: one.about for one in SETTINGS.values() for variable in one.variables},
    "SINORU_CONFIG": "Path of the config file.",
    "SINORU_CACHE": "Folder for the indexes (default: your cache folder).",
    "SINORU_DEBUG": "If set, an internal error shows where it occurred.",
    "NO_COLOR": "If set, the output has no colours.",
    "FORCE_COLOR": "If set, the output has colours in a pipe too.",
}
STATUS = {
    "0": "Success: something was found, or nothing is wrong.",
    "1": "Nothing found, errors found (check, verify), or differences found (diff).",
    "2": "Wrong usage, or input that cannot be read.",
    "70": "Internal error.",
    "130": "Stopped with Ctrl-C.",
}


def usage(command: Command) -> str:
    """Return the line that shows how a command is written."""
    return " ".join(filter(None, ("sinoru", command.name, command.words, "[OPTIONS]")))


def paragraphs(text: str) -> list[str]:
    """Return the paragraphs of a help text, each as one line."""
    return [" ".join(part.split()) for part in re.split(r"\n\s*\n", text.strip())]


def is_shared(option: Option) -> bool:
    """Return whether an option is the same in many commands."""
    return option in _SHARED


def own_options(command: Command) -> list[Option]:
    """Return the options that are a command's alone, or mean something else in it."""
    return [one for one in command.options if not is_shared(one)]


def taken(command: Command, panel: str) -> list[Option]:
    """Return the shared options of a kind that a command takes."""
    return [one for one in command.options if one.panel == panel and is_shared(one)]


def written(option: Option) -> str:
    """Return an option as it is typed."""
    names = ", ".join(option.names)
    return names if option.is_flag else f"{names} {option.metavar}"


def shared_options(panel: str) -> list[Option]:
    """Return every shared option of a kind once, in the order of the commands that take it."""
    found: dict[str, Option] = {}
    for name in COMMANDS:
        for one in taken(load_command(name), panel):
            found.setdefault(written(one), one)
    return list(found.values())


def markdown() -> Iterator[str]:
    """Yield docs/cli.md, line by line."""
    yield from ("# The command line", "")
    yield from ("<!-- Made by `make manual` from the program itself; do not edit. -->", "")
    for paragraph in paragraphs(make_root().help or ""):
        yield from (paragraph, "")
    for panel in dict.fromkeys(panel for panel, _ in COMMANDS.values()):
        yield from (f"## {panel}", "")
        for name in (name for name, (its, _) in COMMANDS.items() if its == panel):
            yield from _section(load_command(name))
    for panel in PANELS:
        yield from (f"## {panel}", "", *_table(shared_options(panel)), "")
    yield from ("## Exit status", "", *_two_columns(STATUS, "status", "meaning"), "")
    yield from ("## Environment", "", *_two_columns(ENVIRONMENT, "variable", "meaning"))


def _section(command: Command) -> Iterator[str]:
    yield from (f"### {command.name}", "", "```", usage(command), "```", "")
    for paragraph in paragraphs(command.body.__doc__ or ""):
        yield from (paragraph, "")
    if own := own_options(command):
        yield from (*_table(own), "")
    for panel in PANELS:
        if names := [f"`{one.names[0]}`" for one in taken(command, panel)]:
            anchor = panel.lower().replace(" ", "-")
            yield from (f"[{panel}](#{anchor}): {', '.join(names)}.", "")
    yield from ("```", *command.examples, "```", "")


def _table(options: list[Option]) -> Iterator[str]:
    yield from ("| option | |", "| --- | --- |")
    for one in options:
        yield f"| `{_cell(written(one))}` | {_cell(one.help)} |"


def _two_columns(rows: dict[str, str], *heads: str) -> Iterator[str]:
    yield from (f"| {' | '.join(heads)} |", "| --- | --- |")
    yield from (f"| `{name}` | {_cell(text)} |" for name, text in rows.items())


def _cell(text: str) -> str:
    return text.replace("|", "\\|")


def roff() -> Iterator[str]:
    """Yield the man page, line by line (man(7))."""
    yield '.TH SINORU 1 "" sinoru "User Commands"'
    about, *rest = paragraphs(make_root().help or "")
    yield from (".SH NAME", f"sinoru \\- {_roff(about[0].lower() + about[1:].rstrip('.'))}")
    yield from (".SH SYNOPSIS", ".B sinoru", "COMMAND [WORDS] [OPTIONS]", ".SH DESCRIPTION")
    yield from _paragraphs(rest)
    for panel in dict.fromkeys(panel for panel, _ in COMMANDS.values()):
        yield f".SH {_roff(panel.upper())}"
        for name in (name for name, (its, _) in COMMANDS.items() if its == panel):
            yield from _roff_section(load_command(name))
    for panel in PANELS:
        yield from (f".SH {_roff(panel.upper())}", *_roff_options(shared_options(panel)))
    for title, rows in (("EXIT STATUS", STATUS), ("ENVIRONMENT", ENVIRONMENT)):
        yield f".SH {title}"
        for name, text in rows.items():
            yield from (".TP", f".B {_roff(name)}", _roff(text))


def _roff_section(command: Command) -> Iterator[str]:
    yield f".SS {_roff(usage(command))}"
    yield from _paragraphs(paragraphs(command.body.__doc__ or ""))
    yield from _roff_options(own_options(command))
    if names := [one.names[0] for panel in PANELS for one in taken(command, panel)]:
        yield from (".PP", f"Also {_roff(', '.join(names))}.")
    yield from (".PP", "Examples:", ".RS", ".nf", *map(_roff, command.examples), ".fi", ".RE")


def _roff_options(options: list[Option]) -> Iterator[str]:
    for one in options:
        yield from (".TP", f".B {_roff(written(one))}", _roff(one.help))


def _paragraphs(texts: list[str]) -> Iterator[str]:
    for text in texts:
        yield from (".PP", _roff(text))


def _roff(text: str) -> str:
    """Escape what roff would take for a command of its own."""
    text = text.replace("\\", "\\e").replace("-", "\\-")
    text = "".join(char if char.isascii() else f"\\[u{ord(char):04X}]" for char in text)
    return f"\\&{text}" if text.startswith((".", "'")) else text


def format_page() -> str:
    """Return docs/format.md with its tables of fields, whose types its comments name."""
    fields = Fields()
    structs = fields.structs() | {"Record": Record}

    def table(found: re.Match[str]) -> str:
        struct = structs[found[2]]
        in_every_record = issubclass(struct, Record) and struct is not Record
        shared = {one.key for one in fields.of(Record)} if in_every_record else set()
        own = [one for one in fields.of(struct) if one.key not in shared]
        return "\n".join((found[1], "| field | content |", "| --- | --- |", *map(_field_row, own), found[3]))

    text = (DOCS / "format.md").read_text(encoding="utf-8")
    text = re.sub(r"(<!-- fields: (\w+) -->)\n.*?(<!-- end -->)", table, text, flags=re.DOTALL)
    registers = "\n".join(
        (
            "| key | register | id | address |",
            "| --- | --- | --- | --- |",
            *map(_register_row, REGISTERS.values()),
        )
    )
    return re.sub(
        r"(<!-- registers -->)\n.*?(<!-- end -->)",
        lambda found: f"{found[1]}\n{registers}\n{found[2]}",
        text,
        flags=re.DOTALL,
    )


def _register_row(register: Register) -> str:
    return f"| `{register.name}` | {register.label} | `{register.example}` | `{register.address}` |"


def _field_row(field: Field) -> str:
    examples = f" In use: {', '.join(f'`{one}`' for one in field.examples)}." if field.examples else ""
    required = " Required." if field.is_required else ""
    return f"| `{field.key}` | {_cell(field.help)}{required}{examples} |"


def pages() -> dict[Path, str]:
    """Return every page of the manual by its path."""
    return {
        DOCS / "format.md": format_page(),
        DOCS / "cli.md": "\n".join(markdown()) + "\n",
        DOCS / "sinoru.1": "\n".join(roff()) + "\n",
    }


def main() -> None:
    """Write the pages."""
    for path, text in pages().items():
        path.write_text(text, encoding="utf-8", newline="\n")
        sys.stdout.write(f"{path.relative_to(DOCS.parent)}\n")


if __name__ == "__main__":
    main()
