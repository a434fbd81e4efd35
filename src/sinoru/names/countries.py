"""Names, codes and adjectives of states, and the state that a description of an office names.

Each line of countries.tsv is a state of today, or one of the 19th and 20th centuries: its short English name, its
codes of two and of three letters (ISO 3166-1, or 3166-3 for states of the past), other names and adjectives.
"""

import os
from collections.abc import Iterator
from functools import cache, lru_cache

import msgspec

LONGEST = 8
"""The most words that a name of a state has; a test counts them."""

_TABLE = os.path.join(os.path.dirname(__file__), "tables", "countries.tsv")
_APOSTROPHES = str.maketrans(dict.fromkeys("’ʻʼ`´", "'"))
_EDGES = ",;:()[]–—-/&"
_CLOSING = (",", ";", ":", ")", "]")

_OTHERS = frozenset({
    "american samoa", "american samoan", "british columbia", "british guiana", "british honduras", "british india",
    "british virgin islands", "dutch east indies", "french guiana", "french indochina", "french polynesia",
    "gulf of guinea", "gulf of mexico", "gulf of oman", "indian ocean", "irish sea", "new guinea", "new mexico",
    "persian gulf", "sea of japan", "supreme soviet",
})  # fmt: skip
"""Names that contain that of a state and mean something else."""

_PARTS = frozenset(
    "north south east west northern southern eastern western central latin inner outer".split()
)
"""Words before a name of a state that make it another: Northern Ireland, Latin American."""

_ELSEWHERE = frozenset("to in at with for from on toward towards against near about between and or".split())
"""Words before a state that the office deals with, and does not belong to: ambassador to China."""

_ENDING = frozenset(["", *"to at in for on from with by under during since until".split()])
"""Words after a name of a state that begin something else: Russia to the UN, but the US Senate."""

_JOINING = frozenset(("and", "or"))
"""Words between two adjectives, or two offices."""

_INITIALS = len("us")
"""Letters of names that are words of other meanings, unless they have capitals."""


class State(msgspec.Struct, frozen=True):
    """A state, with all its names and codes as written; the short English name is the first of them."""

    name: str
    names: tuple[str, ...]
    adjectives: tuple[str, ...]

    @property
    def all_names(self) -> frozenset[str]:
        """Return all names and codes as `plain_name` writes them."""
        return frozenset(map(plain_name, self.names))


Numbers = tuple[int, ...]
"""Lines of the table, counted from 0."""


class _Mention(msgspec.Struct, frozen=True):
    """The words of a text from `start` up to `end`, and the states that they mention by a name, a code ..."""

    start: int
    end: int
    states: Numbers
    form: str


def plain_name(text: str) -> str:
    """Return a name without case and full stops, with straight apostrophes and single spaces: U.S. is us."""
    if not text.isascii():
        from unicodedata import normalize

        text = normalize("NFC", text).translate(_APOSTROPHES)
    return " ".join(text.casefold().replace(".", "").split())


def states_called(text: str) -> tuple[State, ...]:
    """Return the states with this name or code, in any case; several for Korea or Congo."""
    plain = plain_name(text)
    forms = _forms(plain if plain in _index() else plain.removeprefix("the "))
    return tuple(map(_state, dict.fromkeys(forms["name"] + forms["code"])))


def states_described(word: str) -> tuple[State, ...]:
    """Return the states with this adjective, in any case: Chinese, South African."""
    return tuple(map(_state, _forms(plain_name(word))["adjective"]))


def spelt_out(abbreviation: str) -> tuple[str, ...]:
    """Return the names and adjectives of the state with this abbreviation, `US` or `U.S.S.R.`; none for other words.

    A code that texts do not use, such as IT, does not count. The names are those in Latin letters.
    """
    names = _forms(plain_name(abbreviation))["name"]
    if len(names) != 1 or not abbreviation.isascii():
        return ()
    state = _state(names[0])
    written = [state.name, *(name for name in state.names if name.isascii() and not _is_code(name, state))]
    return tuple(dict.fromkeys((*written, *state.adjectives)))


def _is_code(name: str, state: State) -> bool:
    return name in state.names[1:3] and plain_name(name) not in map(plain_name, state.names[3:])


def split_state(text: str) -> tuple[tuple[str, State], ...]:
    """Return what a description of an office says without the state, with each state that it may name.

    "President of the United States" is the president, of the United States. The longest name comes first. A state
    that the office only deals with, as in "ambassador to China", does not count. Words of two letters and codes need
    capitals, unless they are the whole text.
    """
    words = text.split()
    plain = [plain_name(word.strip(_EDGES)) for word in words]
    found = [mention for mention in _mentions(words, plain) if _counts(words, plain, mention)]
    found.sort(key=lambda mention: -len(" ".join(plain[mention.start : mention.end])))
    return tuple(
        [(_rest(words, plain, mention), _state(number)) for mention in found for number in mention.states]
    )


def _mentions(words: list[str], plain: list[str]) -> Iterator[_Mention]:
    """Yield the longest name that begins at each word; no word belongs to two."""
    start = 0
    while start < len(words):
        mention = _longest(words, plain, start)
        if mention:
            yield mention
        start = mention.end if mention else start + 1


def _longest(words: list[str], plain: list[str], start: int) -> _Mention | None:
    index = _index()
    for end in range(min(len(words), start + LONGEST), start, -1):
        key = " ".join(plain[start:end])
        if (key in index or "'" in key) and not any(map(_is_closed, words[start : end - 1])):
            is_capital = end - start == len(words) or _is_capital(words[start])
            states, form = _read(key, is_capital=is_capital)
            if form:
                return _Mention(start, end, states, form)
    return None


def _read(key: str, *, is_capital: bool) -> tuple[Numbers, str]:
    """Return the states that a plain word or name mentions, and its form; no form if it is another word."""
    forms = _forms(key)
    if key in _OTHERS:
        return (), "other"
    if forms["name"] and (is_capital or len(key) > _INITIALS):
        return forms["name"], "name"
    if forms["code"] and is_capital:
        return forms["code"], "code"
    if forms["adjective"]:
        return forms["adjective"], "adjective"
    owner = key.removesuffix("'").removesuffix("'s") if key.endswith(("'s", "s'")) else ""
    owners = _forms(owner)["name"] if len(owner) > _INITIALS or is_capital else ()
    return owners, "owner" if owners else ""


def _is_capital(word: str) -> bool:
    """Return whether a word has no small letters, or has a full stop after the first: US, UK's, u.s."""
    stem = word.translate(_APOSTROPHES).partition("'")[0]
    return stem.upper() == stem or word[1:2] == "."


def _is_closed(word: str) -> bool:
    return word.endswith(_CLOSING)


def _counts(words: list[str], plain: list[str], mention: _Mention) -> bool:
    """Return whether the office belongs to the state that these words mention."""
    start, end = mention.start, mention.end
    if end - start == len(words):
        return True
    if start and plain[start - 1] in _PARTS:
        return False
    if mention.form == "adjective":
        return _describes(words, plain, end)
    before = _word_before(plain, start)
    if mention.form != "code" or before == "of":
        return before not in _ELSEWHERE
    if start:
        return words[start - 1].endswith(",") or words[start].startswith("(")
    return _describes(words, plain, end)


def _describes(words: list[str], plain: list[str], end: int) -> bool:
    """Return whether the words up to `end` describe the next: Soviet premier, but the Supreme Soviet of Russia."""
    return end < len(words) and plain[end] not in _ENDING | {"of"} and not _is_closed(words[end - 1])


def _word_before(plain: list[str], start: int) -> str:
    """Return the word before a mention and its article."""
    before = plain[max(0, start - 2) : start]
    if before and before[-1] == "the":
        before.pop()
    return before[-1] if before else ""


def _rest(words: list[str], plain: list[str], mention: _Mention) -> str:
    """Return the words around a mention; its "of the" goes too, unless the name of a body follows."""
    start, end = mention.start, mention.end
    is_last = end == len(words) or plain[end] in _ENDING | _JOINING or _is_closed(words[end - 1])
    if is_last and mention.form != "owner":
        for word in ("the", "of"):
            if start and plain[start - 1] == word:
                start -= 1
    rest = words[:start] + words[end:]
    if len(rest) > 1 and rest[0].casefold() == "the":
        del rest[0]
    return " ".join(rest).strip(" ,;:–—-")


@cache
def _lines() -> list[str]:
    with open(_TABLE, encoding="utf-8") as table:
        return [line.rstrip("\n") for line in table]


@cache
def _plain_lines() -> list[str]:
    """Return the lines as `plain_name` writes names; spaces and apostrophes are plain in the table already."""
    return "\n".join(_lines()).casefold().replace(".", "").split("\n")


@cache
def _index() -> dict[str, Numbers]:
    """Return the lines in which each name, code or adjective occurs; none for names that mean something else."""
    index: dict[str, Numbers] = dict.fromkeys(_OTHERS, ())
    for number, line in enumerate(_plain_lines()):
        only = (number,)
        for key in line.replace("\t", ";").split(";"):
            if key and index.setdefault(key, only) is not only and number not in index[key]:
                index[key] += only
    return index


@lru_cache(maxsize=256)
def _forms(key: str) -> dict[str, Numbers]:
    """Return the lines that have this as a name, as a code and as an adjective."""
    forms: dict[str, Numbers] = {"name": (), "code": (), "adjective": ()}
    for number in _index().get(key, ()):
        name, two, three, others, adjectives = _plain_lines()[number].split("\t")
        cells = {"name": [name, *others.split(";")], "code": [two, three], "adjective": adjectives.split(";")}
        for form, words in cells.items():
            if key in words:
                forms[form] += (number,)
    return forms


@lru_cache(maxsize=256)
def _state(number: int) -> State:
    name, two, three, others, adjectives = _lines()[number].split("\t")
    names = filter(None, (name, two, three, *others.split(";")))
    return State(name, tuple(names), tuple(filter(None, adjectives.split(";"))))
