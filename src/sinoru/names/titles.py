"""Titles that people type before a name."""

from sinoru.names.folding import fold

_TITLES = frozenset(
    """
    mr mrs ms miss dr prof professor sir lord lady comrade academician herr frau monsieur madame tov gospodin
    president premier prime minister chancellor chairman chairwoman chair speaker secretary ambassador envoy
    councilor councillor counsellor senator congressman governor mayor deputy vice first general state
    foreign defense defence finance trade interior chief acting former then ex special representative
    king queen prince pope
    gen general colonel col lieutenant lt major maj captain capt cpt marshal admiral adm rear brig brigadier
    commander cmdr
    russian chinese soviet american us yugoslav serbian ukrainian
    präsident präsidentin kanzler bundeskanzler aussenminister verteidigungsminister premierminister ministerpräsident
    président premier ministre général maréchal amiral
    президент премьер министр председатель генерал полковник лейтенант майор маршал адмирал посол вице господин
    госпожа товарищ г-н г-жа академик канцлер
    """.split()
)
_FOLDED_TITLES: frozenset[str] = frozenset(word for title in _TITLES for word in fold(title).split())

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
    while start < len(words) - 1 and _is_title(words[start]):
        start += 1
    name = " ".join(words[start:]) if start else text
    for title in _HAN_TITLES:
        if name.endswith(title) and name != title:
            return name.removesuffix(title).rstrip()
    return name


def _is_title(word: str) -> bool:
    """Tell whether all of a word, such as vice-premier, is titles."""
    parts = fold(word).split()
    return bool(parts) and _FOLDED_TITLES.issuperset(parts)
