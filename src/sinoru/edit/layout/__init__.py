"""The house layout of a corpus file: order of keys, indents and blank lines, with every comment kept."""

from sinoru.edit.layout.formatted import formatted
from sinoru.edit.layout.unformattable import Unformattable

__all__ = ["Unformattable", "formatted"]
