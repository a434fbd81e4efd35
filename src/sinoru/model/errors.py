"""Errors of a request: each builds its own message and has an exit status.

A fault in a corpus is not an error but a value, `Diagnostic` (records.py).
"""

TYPE_CHECKING = False  # shell completion imports this module, and waits for every import

if TYPE_CHECKING:
    from collections.abc import Sequence


class SinoruError(Exception):
    """A request that cannot be answered. The command line prints the message and exits with `exit_code`."""

    exit_code = 2


class NoSuchCorpus(SinoruError):
    """The path given as a corpus contains none."""

    def __init__(self, path: str, why: str) -> None:
        super().__init__(f"{path}: {why}. Give a folder of *.yaml files, or one such file, with --data.")


class UnreadableCorpus(SinoruError):
    """No record of the corpus could be read."""

    def __init__(self, first_fault: str, faults: int) -> None:
        more = f" (and {faults - 1} more)" if faults > 1 else ""
        super().__init__(f"no record could be read. {first_fault}{more}")


class StoreError(SinoruError):
    """A store does not answer, or was not written by this program."""

    def __init__(self, store: str, why: str) -> None:
        super().__init__(f"{store}: {why}")


class GivenUp(SinoruError):
    """The caller no longer waits for the answer."""

    def __init__(self) -> None:
        super().__init__("the question was given up")


class WrongValue(SinoruError):
    """A filter does not accept this value."""

    def __init__(self, option: str, why: str) -> None:
        super().__init__(f"{option}: {why}")
        self.option = option
        """As on the command line: `--person`."""
        self.why = why


class UnknownValue(WrongValue):
    """A filter names something that the corpus does not have; `known` lists what it has if nothing is near."""

    def __init__(
        self, option: str, value: str, nearest: "Sequence[str]", known: "Sequence[str]" = ()
    ) -> None:
        near = f" Nearest: {', '.join(nearest)}." if nearest else ""
        there = f" There are {', '.join(known)}." if known and not nearest else ""
        super().__init__(option, f"nothing in this corpus is called '{value}'.{near}{there}")
        self.wanted = value
        self.nearest = (*nearest, *known)


class AmbiguousValue(WrongValue):
    """A filter value matches several records."""

    def __init__(self, option: str, value: str, ids: "Sequence[str]") -> None:
        super().__init__(option, f"'{value}' may mean {', '.join(ids)}. Give one of these ids.")


class WrongDate(WrongValue):
    """A date on the command line cannot be read."""


class WrongUsage(SinoruError):
    """Options exclude each other, or a value is out of range."""


class UnknownId(SinoruError):
    """No record has the id."""

    exit_code = 1

    def __init__(self, wanted: str, nearest: "Sequence[str]") -> None:
        near = f" Nearest: {', '.join(nearest)}." if nearest else ""
        super().__init__(f"no record has the id '{wanted}'.{near}")
        self.wanted = wanted
        self.nearest = tuple(nearest)


class WrongConfig(SinoruError):
    """The config file has a fault, or a setting has an invalid value; `advice` ends the message."""

    def __init__(self, where: str, why: str, advice: str = "") -> None:
        super().__init__(f"{where}: {why}{f'. {advice}' if advice else ''}")
