"""Draw the pictures of the README: `make screenshots`."""

import io
import re
from collections.abc import Callable
from pathlib import Path

from rich.console import Console
from rich.terminal_theme import MONOKAI

from sinoru.cli.corpus import ask
from sinoru.index.index import Index
from sinoru.query.filters import Filters
from sinoru.query.search import ask_search
from sinoru.query.timeline import ask_timeline
from sinoru.render.document import Document
from sinoru.render.search import search_document
from sinoru.render.terminal import print_document
from sinoru.render.timeline import timeline_document

FOLDER = Path(__file__).parents[1] / "docs" / "pictures"
WIDTH = 96
WEB_FONT = re.compile(r"\s*@font-face\s*\{.*?\}", re.DOTALL)
"""Rich points to a font on the web; a picture asks for nothing but what it brings."""


def timeline(index: Index) -> Document:
    """Show four days of May 1999."""
    filters = Filters(start="1999-05-10", end="1999-05-12", topic=("hotline",))
    return timeline_document(ask_timeline(index, filters))


def search(index: Index) -> Document:
    """Show a search with its marks."""
    return search_document(ask_search(index, "Su-30 licence", Filters(limit=3)))


PICTURES: dict[str, tuple[str, Callable[[Index], Document]]] = {
    "timeline": ("sinoru timeline --from 1999-05-10 --to 1999-05-12 --topic hotline", timeline),
    "search": ("sinoru search Su-30 licence --limit 3", search),
}


def main() -> None:
    """Draw each picture anew."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    for name, (command, make) in PICTURES.items():
        console = Console(
            record=True, width=WIDTH, file=io.StringIO(), force_terminal=True, legacy_windows=False
        )
        console.print(f"$ {command}\n", markup=False, highlight=False, style="bold")
        print_document(ask((), lambda index, make=make: tuple(make(index))), console)  # type: ignore[misc]
        picture = WEB_FONT.sub("", console.export_svg(title="sinoru", theme=MONOKAI, unique_id=name))
        (FOLDER / f"{name}.svg").write_text(picture, encoding="utf-8")


if __name__ == "__main__":
    main()
