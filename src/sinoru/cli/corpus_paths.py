"""Which corpus a command line is about."""

from sinoru.cli.settings import setting
from sinoru.loading.shipped import shipped_corpus
from sinoru.model.errors import WrongUsage
from sinoru.store.scheme import only_store

TYPE_CHECKING = False  # completion reads this (see cli/completion)
if TYPE_CHECKING:
    from collections.abc import Sequence


def corpus_paths(given: "Sequence[str]") -> tuple[str, ...]:
    """Give what names the corpus to ask: paths, or a store's address (store/address.py).

    As given, else as set (SINORU_STORE, SINORU_DATA, config), else the one that ships.
    """
    given = tuple(filter(None, given))
    if not given and (store := setting("store")) and store != "sqlite":
        return (store,)
    return given or setting("data") or (shipped_corpus(),)


def file_paths(given: "Sequence[str]") -> tuple[str, ...]:
    """Give the paths of a corpus for what needs its files. Raises WrongUsage for a store."""
    if only_store(given):
        raise WrongUsage("this needs the files of the corpus: name them with --data instead of a store")
    return tuple(filter(None, given)) or setting("data") or (shipped_corpus(),)
