"""Why a file keeps the layout it has."""


class Unformattable(Exception):
    """The file is written in a way that the house layout has no form for. Lines are 1-based."""

    def __init__(self, line: int, why: str) -> None:
        super().__init__(why)
        self.line = line
        self.why = why
