"""A plugin is others' code: what it raises becomes a message that names it."""

from collections.abc import Iterator
from contextlib import contextmanager

from sinoru.model.errors import SinoruError


class BrokenPlugin(SinoruError):
    """A plugin cannot be used."""

    def __init__(self, plugin: str, why: str) -> None:
        super().__init__(f"{plugin} cannot be used: {why}")


@contextmanager
def guarded(plugin: str, *, passing: tuple[type[Exception], ...] = ()) -> Iterator[None]:
    """Turn what is raised inside into BrokenPlugin, but for our own errors and those in `passing`."""
    try:
        yield
    except passing:
        raise
    except SinoruError:
        raise
    except (Exception, SystemExit) as error:  # whatever it is, it is no fault of the user
        raise BrokenPlugin(plugin, f"{type(error).__name__}: {error}".removesuffix(": ")) from error
