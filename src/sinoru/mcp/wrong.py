"""Messages of the command line, with the names that the tools have for its options."""

from sinoru.model.errors import SinoruError, WrongValue

_ARGUMENTS = {"--from": "start", "--to": "end", "NAME": "name", "DATE": "date"}


def told(error: SinoruError) -> str:
    """Say what is wrong, and with which argument."""
    if isinstance(error, WrongValue):
        return f"{_ARGUMENTS.get(error.option, error.option.lstrip('-'))}: {error.why}"
    return str(error)
