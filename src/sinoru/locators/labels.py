"""The parts of a source that are counted (pages, folios, volumes, boxes ...), and the words for them in locators.

A label is named as in CSL 1.0.2 where that has a term for it. The words are those of sources in English, German,
French, Spanish, Russian, Chinese and Japanese; those for pages also of some others. A word that may mean two parts
(`c.`, `v.`) is not read: a text that is not understood as a whole is kept as it is.
"""

import re
import unicodedata

import msgspec

LABELS = {
    "volume": ("vol.", "vols.", "volume volumes bd bde band t tome tomo т тт том тома"),
    "fond": ("fond", "fonds", "ф фонд"),
    "opis": ("opis", "opisi", "оп опись"),
    "delo": ("delo", "dela", "д дело"),
    "box": ("box", "boxes", "karton kasten carton caja короб"),
    "folder": ("folder", "folders", "mappe dossier carpeta папка"),
    "reel": ("reel", "reels", ""),
    "frame": ("frame", "frames", ""),
    "book": ("bk.", "bks.", "book books buch livre libro кн книга"),
    "issue": ("no.", "nos.", "issue issues nr n° nº núm heft вып выпуск"),
    "part": ("pt.", "pts.", "part parts teil partie ч часть"),
    "chapter": ("ch.", "chs.", "chap chaps chapter chapters kap kapitel cap chapitre гл глава"),
    "section": ("sec.", "secs.", "sect section sections § §§ abschn abschnitt разд раздел"),
    "article": ("art.", "arts.", "article articles artikel ст статья"),
    "document": ("doc.", "docs.", "document documents dok док документ"),
    "item": ("item", "items", ""),
    "page": (
        "p.",
        "pp.",
        "page pages pg pgs s seite seiten pág págs pag str sid blz с сс стр стор страница страницы ص صفحة",
    ),
    "folio": ("fol.", "fols.", "f ff folio folios bl blatt feuillet feuillets л лл лист листы"),
    "column": ("col.", "cols.", "column columns sp spalte стб"),
    "paragraph": ("para.", "paras.", "par pars paragraph paragraphs ¶ ¶¶ abs rn абз абзац"),
    "verse": ("verse", "verses", "vv"),
    "line": ("line", "lines", "l ll z zeile строка"),
    "note": ("n.", "nn.", "fn fns note notes footnote footnotes endnote anm прим 注 註"),
    "figure": ("fig.", "figs.", "figure figures abb рис"),
    "table": ("table", "tables", "tab табл"),
}
"""For each label, from the larger part to the smaller: its abbreviations for one and for several, and other words."""

_HAN = {
    "卷巻册冊": "volume", "盒": "box", "期号號": "issue", "部编編": "part", "章": "chapter", "节節": "section",
    "条條": "article", "页頁版面쪽": "page", "栏欄": "column", "段": "paragraph", "行": "line",
}  # fmt: skip
"""The counters of Chinese and Japanese, which follow the number: `第12页`, the page `第1版` of a newspaper."""

_LABEL_OF = {
    word.rstrip(".").lower(): label
    for label, (one, several, others) in LABELS.items()
    for word in (one, several, *others.split())
} | {counter: label for counters, label in _HAN.items() for counter in counters}

_COUNTERS = frozenset("".join(_HAN))

_DASHES = str.maketrans(dict.fromkeys("‐‑‒–—―−〜～", "-"))
_SIDES = {"recto": "r", "verso": "v", "об": "v"}
_NUMERALS = "一二三四五六七八九"

_ONE = (
    r"(?:(?:[a-z]{1,2}-?)?\d{1,9}(?:[./]\d{1,9})*[a-z]?(?:\s?(?:recto|verso|об)\b\.?|\s?ff?\b\.?)?"
    r"|[ivxlcdm]{1,9}(?:\s?ff?\b\.?)?)(?![a-zà-ÿа-яё\d]|\.\s?\d)"
)
_SPAN = rf"(?P<first>{_ONE})(?:\s?-{{1,3}}\s?(?P<last>{_ONE}))?"
_AND = r"\s?[,;、&]\s?|\s(?:and|und|et|y|и)\s"
_WORD = r"(?P<word>n[°º]|[^\W\d_]+|§§?|¶¶?)(?P<sign>\.?)(?P<space>\s?)"
_HAN_NUMBER = rf"(?P<first>[十{_NUMERALS}]{{1,3}})(?P<last>)"
_BARE = r"\d{1,9}(?:\s?-\s?\d{1,9})?(?:\s?,\s?\d{1,9}(?:\s?-\s?\d{1,9})?)*"
_MONTH = r"\d{4}-(?:0[1-9]|1[0-2])"
"""Patterns that are compiled when a locator needs them, as they take as long as a look-up."""
_NEEDS_NO_SPACE = ("p", "pp", "§", "§§", "¶", "¶¶", "注", "註")
_LONGEST = 200
_FOLLOWING = "f."
_LEAST_SHORTENED = 3
"""The digits of a first page from which `123-5` is a range."""

Span = tuple[str, str]
"""The first and the last number; the last is empty for one alone."""


class Step(msgspec.Struct, frozen=True):
    """One part of a locator: a label and its numbers."""

    label: str
    """A key of LABELS; empty if the locator does not name what the numbers count."""
    spans: tuple[Span, ...]

    def has(self, number: int) -> bool:
        """Return whether a number is one of those named; only figures are compared."""
        ends = ((first, last or first) for first, last in self.spans)
        return any(
            first.isdecimal() and last.isdecimal() and int(first) <= number <= int(last)
            for first, last in ends
        )

    @property
    def is_plural(self) -> bool:
        """Whether it names more than one page, or whatever the label counts."""
        return len(self.spans) > 1 or any(last or first.endswith(_FOLLOWING) for first, last in self.spans)

    def numbers(self, dash: str = "-") -> str:
        """Return the numbers as a corpus writes them: `13-14, 17`."""
        return ", ".join(f"{first}{dash}{last}" if last else first for first, last in self.spans)

    @property
    def text(self) -> str:
        """The step as a locator writes it: `pp. 13-14`."""
        one, several, _ = LABELS.get(self.label, ("", "", ""))
        return f"{several if self.is_plural else one} {self.numbers()}".strip()


def read_steps(text: str) -> tuple[Step, ...]:
    """Parse a text such as `vol. 2, pp. 13-14`; return nothing unless all of it is understood."""
    rest = _normalised(text)
    steps: list[Step] = []
    while rest:
        step, rest = _read_step(rest)
        if step is None:
            return ()
        steps.append(step)
        rest = rest.lstrip().removeprefix(",").removeprefix(";").lstrip()
    return tuple(steps)


_Read = tuple[Step | None, str]
"""What begins a text, and the rest of it."""


def _read_step(text: str) -> _Read:
    if not _COUNTERS.isdisjoint(text):
        step, rest = _read_han(text)
        if step:
            return step, rest
    word = re.match(_WORD, text)
    label = _LABEL_OF.get(word["word"].lower(), "") if word else ""
    if not word or not label:
        return None, text
    if not (word["sign"] or word["space"] or word["word"].lower() in _NEEDS_NO_SPACE):
        return None, text
    spans, rest = _read_spans(text[word.end() :])
    return (Step(label, spans), rest) if spans else (None, text)


def _read_han(text: str) -> _Read:
    """Parse a number with the counter of Chinese or Japanese after it."""
    rest = text.removeprefix("第").lstrip()
    found = re.match(_SPAN, rest, re.IGNORECASE) or re.match(_HAN_NUMBER, rest)
    after = rest[found.end() :].lstrip() if found else ""
    if not found or not after or after[0] not in _COUNTERS:
        return None, text
    return Step(_LABEL_OF[after[0]], (make_span(_from_han(found["first"]), found["last"] or ""),)), after[1:]


def _read_spans(text: str) -> tuple[tuple[Span, ...], str]:
    """Return the numbers with which a text begins, and the rest of it."""
    spans: list[Span] = []
    rest = following = text
    while found := re.match(_SPAN, following, re.IGNORECASE):
        spans.append(make_span(found["first"], found["last"] or ""))
        rest = following[found.end() :]
        joined = re.match(_AND, rest, re.IGNORECASE)
        if not joined:
            break
        following = rest[joined.end() :]
    return tuple(spans), rest


def read_pages(text: str) -> Step | None:
    """Parse the pages of a source, which have no label; return None unless all of the text is understood."""
    steps = read_steps(f"p. {text}")
    return steps[0] if len(steps) == 1 else None


def read_numbers(text: str) -> tuple[Span, ...]:
    """Parse numbers without a label, `7` or `2-3`; return nothing if the text is anything else."""
    text = _normalised(text)
    if not re.fullmatch(_BARE, text) or re.fullmatch(_MONTH, text):
        return ()
    return tuple(make_span(*map(str.strip, part.split("-"))) for part in text.split(","))


def _normalised(text: str) -> str:
    """Return a text with plain digits, hyphens and spaces, and without a full stop; empty if it is too long."""
    if len(text) > _LONGEST:
        return ""
    plain = " ".join(unicodedata.normalize("NFKC", text).translate(_DASHES).split())
    return plain if plain.endswith((" f.", "ff.", "об.")) else plain.removesuffix(".")


def make_span(first: str, last: str = "") -> Span:
    """Return one number or a range; `1087-89` is 1087 to 1089."""
    first, last = _plain_number(first), _plain_number(last)
    missing = len(first) - len(last)
    is_shortened = last.isdecimal() and first.isdecimal() and missing > 0 and len(first) >= _LEAST_SHORTENED
    if is_shortened and first[missing:] < last:
        last = first[:missing] + last
    return first, last


def _plain_number(text: str) -> str:
    """Return `5v` for `5 об.`, `12f.` for `12 f`, and any other number unchanged."""
    bare = text.rstrip(".")
    for word, side in _SIDES.items():
        if bare.lower().endswith(word):
            return bare[: -len(word)].rstrip() + side
    following = re.fullmatch(r"(.*?)\s?(ff?)", bare, re.IGNORECASE)
    if following and following[1]:
        return f"{following[1]}{following[2].lower()}."
    return text


def _from_han(text: str) -> str:
    """Return a Chinese number below 100 in figures."""
    found = re.fullmatch(rf"([{_NUMERALS}]?)(十?)([{_NUMERALS}]?)", text)
    if not found:
        return text
    tens, ten, ones = found.groups()
    if not ten:
        return f"{_NUMERALS.index(tens) + 1}" if tens and not ones else text
    return f"{(_NUMERALS.index(tens) + 1 if tens else 1) * 10 + (_NUMERALS.index(ones) + 1 if ones else 0)}"
