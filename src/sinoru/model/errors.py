"""Faults in a request. Each builds its own message and knows its exit status.

Faults in a corpus are not errors but diagnostics (diagnostic.py).
"""

TYPE_CHECKING = False  # a Tab of completion reads this, and waits for every module

if TYPE_CHECKING:
    from collections.abc import Sequence


class SinoruError(Exception):
    """A request that cannot be answered. The command line prints the message and leaves with `exit_code`."""

    exit_code = 2


class NoSuchCorpus(SinoruError):
    """A path given as a corpus holds none."""

    def __init__(self, path: str, why: str) -> None:
        super().__init__(f"{path}: {why}. Give a folder of *.yaml files, or one such file, with --data.")


class UnreadableCorpus(SinoruError):
    """No record of the corpus could be read."""

    def __init__(self, first_fault: str, faults: int) -> None:
        more = f" (and {faults - 1} more)" if faults > 1 else ""
        super().__init__(f"no record could be read. {first_fault}{more}")


class StoreError(SinoruError):
    """A store does not answer, or not as one of ours."""

    def __init__(self, store: str, why: str) -> None:
        super().__init__(f"{store}: {why}")


class GivenUp(SinoruError):
    """Nobody waits for the answer any more."""

    def __init__(self) -> None:
        super().__init__("the question was given up")


class WrongValue(SinoruError):
    """A filter cannot be given this value."""

    def __init__(self, option: str, why: str) -> None:
        super().__init__(f"{option}: {why}")
        self.option = option
        """As the command line has it: `--person`."""
        self.why = why


class UnknownValue(WrongValue):
    """A filter names something that the corpus does not have; `known` are what it has, where nothing is near."""

    def __init__(
        self, option: str, value: str, nearest: "Sequence[str]", known: "Sequence[str]" = ()
    ) -> None:
        near = f" Nearest: {', '.join(nearest)}." if nearest else ""
        there = f" There are {', '.join(known)}." if known and not nearest else ""
        super().__init__(option, f"nothing in this corpus is called '{value}'.{near}{there}")
        self.wanted = value
        self.nearest = (*nearest, *known)


class AmbiguousValue(WrongValue):
    """A filter names several things."""

    def __init__(self, option: str, value: str, ids: "Sequence[str]") -> None:
        super().__init__(option, f"'{value}' may mean {', '.join(ids)}. Give one of these ids.")


class WrongDate(WrongValue):
    """A date on the command line is none."""


class WrongUsage(SinoruError):
    """Options that do not go together, or a value out of range."""


class UnknownId(SinoruError):
    """No record has the id."""

    exit_code = 1

    def __init__(self, wanted: str, nearest: "Sequence[str]") -> None:
        near = f" Nearest: {', '.join(nearest)}." if nearest else ""
        super().__init__(f"no record has the id '{wanted}'.{near}")
        self.wanted = wanted
        self.nearest = tuple(nearest)


class WrongConfig(SinoruError):
    """The config file has a fault, or a setting a value that is none; `way`: what to do about it."""

    def __init__(self, where: str, why: str, way: str = "") -> None:
        super().__init__(f"{where}: {why}{f'. {way}' if way else ''}")
