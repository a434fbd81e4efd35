"""What every answer of the library can do, whoever knows how: the shapes and the views are made in upper layers."""

from collections.abc import Callable
from typing import Any

import msgspec

PRESENTERS: dict[str, Callable[..., Any]] = {}
"""How an answer becomes a `dict`, `text` and `html`. The library puts its functions here; the command line, which
shows answers itself, never loads them."""


class Answer(msgspec.Struct, frozen=True, kw_only=True):
    """An answer, or a part of one."""

    def to_dict(self) -> dict[str, Any]:
        """Give the shape that `--format json` has, as dictionaries, lists and plain values (docs/json.md)."""
        shape: dict[str, Any] = PRESENTERS["dict"](self)
        return shape

    def to_text(self, width: int | None = None) -> str:
        """Give what the command line prints: unwrapped, or laid out for so many columns."""
        text: str = PRESENTERS["text"](self, width)
        return text

    def _repr_mimebundle_(self, include: object = None, exclude: object = None) -> dict[str, str]:  # noqa: ARG002
        """Show itself in a notebook (IPython's display protocol)."""
        if not PRESENTERS:
            return {"text/plain": repr(self)}
        return {"text/plain": self.to_text(), "text/html": PRESENTERS["html"](self)}

    def _repr_html_(self) -> str | None:
        """Show itself where only HTML is asked for; None: in no other way than Python does."""
        html: str | None = PRESENTERS["html"](self) if PRESENTERS else None
        return html
