"""sinoru: a chronology and fact look-up tool."""

__version__ = "0.1.0"
