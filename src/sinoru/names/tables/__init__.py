"""The tables of names, each a file here."""

import os

_FOLDER = os.path.dirname(__file__)


def read_table(name: str) -> str:
    """Return the text of a table."""
    with open(os.path.join(_FOLDER, name), encoding="utf-8") as file:
        return file.read()
