"""Titles that people type before a name."""

from functools import cache

from sinoru.names.folding import fold

_TITLES = """
    mr mrs ms miss dr prof professor sir lord lady comrade academician king queen prince pope
    president premier minister chancellor chairman chairwoman speaker secretary ambassador envoy representative
    councilor councillor counsellor senator congressman governor mayor deputy chief staff
    gen general col colonel lt lieutenant maj major capt captain marshal adm admiral brig brigadier commander
    herr frau präsident präsidentin kanzler bundeskanzler aussenminister verteidigungsminister premierminister
    ministerpräsident monsieur madame président ministre général maréchal amiral
    президент премьер министр председатель генерал полковник лейтенант майор маршал адмирал посол канцлер дел обороны
    господин госпожа товарищ академик
"""
_BESIDE_TITLES = """
    prime vice first second deputy senior general state acting former then ex special of the rear
    foreign defense defence finance trade interior
    russian chinese soviet american us yugoslav serbian ukrainian british french german indian japanese
    вице первый бывший иностранных
"""
"""Words that go with a title and are none alone: Foreign Minister Tang, but the Foreign Ministry."""

_HAN_TITLES = (
    "国家主席", "國家主席", "委员长", "委員長", "副总理", "副總理", "副主席", "副部长", "副部長", "总书记", "總書記",
    "主席", "总理", "總理", "总统", "總統", "部长", "部長", "外长", "外長", "将军", "將軍", "上将", "上將", "大使",
    "元帅", "元帥", "先生", "女士", "同志",
)  # fmt: skip
"""In Chinese titles follow the name; longer ones first."""


def without_title(text: str) -> str:
    """Take off the titles that a text starts with; in Han characters, ends with. A title alone stays."""
    words = text.split()
    start = 0
    for place, word in enumerate(words[:-1], start=1):
        parts = fold(word).split()
        if not _known_words(_TITLES + _BESIDE_TITLES).issuperset(parts):
            break
        if parts and parts[-1] in _known_words(_TITLES):
            start = place
    return _without_han_title(" ".join(words[start:]) if start else text)


def _without_han_title(text: str) -> str:
    for title in _HAN_TITLES:
        if text.endswith(title) and text != title:
            return text.removesuffix(title).rstrip()
    return text


@cache
def _known_words(words: str) -> frozenset[str]:
    return frozenset(fold(words).split())
