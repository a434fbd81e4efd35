"""sinoru: a chronology and fact look-up tool.

As a library (docs/library.md): `corpus = sinoru.open(path)` returns a Corpus, with a method for each question.
"""

__version__ = "0.2.0a1"

TYPE_CHECKING = False  # typing is not imported: it would delay the start of the command line
if TYPE_CHECKING:
    from sinoru.corpus import Corpus as Corpus
    from sinoru.corpus import open as open  # noqa: A004  as in `gzip.open`
    from sinoru.model.errors import AmbiguousValue as AmbiguousValue
    from sinoru.model.errors import NoSuchCorpus as NoSuchCorpus
    from sinoru.model.errors import SinoruError as SinoruError
    from sinoru.model.errors import UnknownId as UnknownId
    from sinoru.model.errors import UnknownValue as UnknownValue
    from sinoru.model.errors import UnreadableCorpus as UnreadableCorpus
    from sinoru.model.errors import WrongDate as WrongDate
    from sinoru.model.errors import WrongUsage as WrongUsage
    from sinoru.query.analysis_answers import Chain as Chain
    from sinoru.query.analysis_answers import Conflicts as Conflicts
    from sinoru.query.analysis_answers import Links as Links
    from sinoru.query.analysis_answers import Stats as Stats
    from sinoru.query.answers import Candidates as Candidates
    from sinoru.query.answers import Card as Card
    from sinoru.query.answers import Claims as Claims
    from sinoru.query.answers import Everyone as Everyone
    from sinoru.query.answers import NobodyFound as NobodyFound
    from sinoru.query.answers import OfficeHolders as OfficeHolders
    from sinoru.query.answers import OnDay as OnDay
    from sinoru.query.answers import Search as Search
    from sinoru.query.answers import Shown as Shown
    from sinoru.query.answers import SourceDetail as SourceDetail
    from sinoru.query.answers import Sources as Sources
    from sinoru.query.answers import Timeline as Timeline
    from sinoru.query.cite import Citations as Citations

_NAMES = {
    "sinoru.corpus": "Corpus open",
    "sinoru.model.errors": "SinoruError AmbiguousValue NoSuchCorpus UnknownId UnknownValue UnreadableCorpus"
    " WrongDate WrongUsage",
    "sinoru.query.answers": "Candidates Card Claims Everyone NobodyFound OfficeHolders OnDay Search Shown"
    " SourceDetail Sources Timeline",
    "sinoru.query.cite": "Citations",
    "sinoru.query.analysis_answers": "Chain Conflicts Links Stats",
}
"""The public names by their module, which is imported when one of them is first used."""


def __getattr__(name: str) -> object:
    module = next((module for module, names in _NAMES.items() if name in names.split()), "")
    if not module:
        raise AttributeError(f"module 'sinoru' has no attribute '{name}'")
    from importlib import import_module

    value = globals()[name] = getattr(import_module(module), name)
    return value


def __dir__() -> list[str]:
    return sorted(["__version__", *" ".join(_NAMES.values()).split()])
