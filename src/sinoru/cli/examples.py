"""Look-ups to try, which find something in the corpus that the user has."""

from sinoru.cli.lookup import ask
from sinoru.cli.parser import Request
from sinoru.cli.settings import setting
from sinoru.cli.stderr import options_for
from sinoru.model.errors import SinoruError

SHIPPED = "sinoru timeline --from 1999-05 --to 1999-06", "sinoru who Yeltsin", "sinoru search embassy bombing"
"""For the bundled corpus."""
ANY = "sinoru timeline", "sinoru who", "sinoru stats"
"""For any corpus."""


def is_bundled_corpus() -> bool:
    """Return whether look-ups query the bundled corpus where no option names another."""
    return not setting("data") and setting("store") in (None, "sqlite")


def example(request: Request, name: str, *shipped: str) -> tuple[str, ...]:
    """Return the words of an example of a command, which ends with an id from the user's own corpus, if any.

    `shipped` are its words for the bundled corpus.
    """
    if is_bundled_corpus() and not request.data:
        return (name, *shipped)
    try:
        id_ = ask(request.data, lambda corpus: corpus.first_id(), is_first=False)
    except SinoruError:  # reported once the command has its words
        id_ = ""
    return (name, *options_for(request.data), id_ or "ID")
