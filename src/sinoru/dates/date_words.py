"""The words that dates consist of besides the names of months (`months`), in the languages of chronologies."""

import re
from collections.abc import Iterator

Meaning = tuple[str, int | str]
"""The kind of a meaning, and its value: ("month", 5), ("third", "early")."""

_THIRDS = {
    "early": "early beginning start anfang début debut inizio inizi principios comienzos início "
    "начало начале начала begin",
    "mid": "mid middle mitte mi milieu metà mediados meados середина середине середины medio",
    "late": "late end ende fin fine finales fins конец конце конца eind",
}
_SEASONS = {
    21: "spring frühjahr frühling printemps primavera весна весной весны lente",
    22: "summer sommer été estate verano verão лето летом лета zomer",
    23: "autumn fall herbst automne autunno otoño outono осень осенью осени herfst",
    24: "winter hiver inverno invierno зима зимой зимы",
}
_WEEKDAYS = (
    "monday mon montag lundi lunedì lunes понедельник пн poniedziałek maandag",
    "tuesday tue tues dienstag mardi martedì martes вторник вт wtorek dinsdag",
    "wednesday wed weds mittwoch mercredi mercoledì miércoles среда ср środa woensdag",
    "thursday thu thur thurs donnerstag jeudi giovedì jueves четверг чт czwartek donderdag",
    "friday fri freitag vendredi venerdì viernes пятница пт piątek vrijdag",
    "saturday sat samstag sonnabend samedi sabato sábado суббота сб sobota zaterdag",
    "sunday sun sonntag dimanche domenica domingo воскресенье вс niedziela zondag",
)
_ORDINALS = (
    "first erste erstes ersten premier première primo primer первый первая первое первой",
    "second zweite zweites zweiten deuxième secondo segundo второй вторая второе",
    "third dritte drittes dritten troisième terzo tercer третий третья третье третьей",
    "fourth vierte viertes vierten quatrième quarto cuarto четвертый четвертая четвёртый четвёртая",
)
_SPANS = {
    "half": "half hälfte moitié semestre halbjahr полугодие половина",
    "quarter": "quarter quartal trimestre квартал",
    "century": "century cent c jahrhundert jh jhdt siècle s secolo siglo século век века в eeuw wiek wieku століття",
    "millennium": "millennium jahrtausend millénaire тысячелетие",
}
_WORDS = {
    "of": "of de del di d der des den the le la el il dem do von gli os",
    "from": "from since von vom seit ab du dal dall depuis dès des с со desde od",
    "until": "until till by bis jusqu до",
    "to": "to through thru until till bis au al до по a à an",
    "and": "and und et e y и sowie",
    "or": "or oder ou или",
    "before": "before bef vor avant antes prima перед",
    "after": "after aft nach après después dopo после",
    "between": "between bet zwischen entre tra fra между",
    "onwards": "onwards onward",
    "circa": "c ca circa about abt around etwa um vers hacia около approximately est cal estimated calculated",
    "doubtful": "perhaps possibly probably vielleicht wohl",
    "interpreted": "int",
    "unknown": "unknown unbekannt inconnu",
    "open": "open",
    "week": "week kw semaine settimana semana неделя",
    "unit": "года г год гг годы году р рік року роки roku year anno jahr",
    "noun": "day month year",
    "now": "present now today heute oggi aujourd hoy",
    "lead": "in on im am en nel nell на в во the le les il el by during at year jahr année año anno",
}
HAN: dict[str, Meaning] = {
    "上旬": ("third", "early"), "中旬": ("third", "mid"), "下旬": ("third", "late"),
    "初": ("third", "early"), "末": ("third", "late"), "底": ("third", "late"),
    "春": ("part", 21), "夏": ("part", 22), "秋": ("part", 23), "冬": ("part", 24),
    "至": ("to", "至"), "到": ("to", "到"), "から": ("to", "から"),
}  # fmt: skip
"""Signs after a Chinese or Japanese date, or between two."""
HAN_WEEKDAYS = ("一月", "二火", "三水", "四木", "五金", "六土", "日天")
"""The signs of each weekday in Chinese and Japanese, Monday first."""

_BEFORE_CHRIST = (
    r"b\.[ ]?c(?:\.(?:[ ]?e(?:\.|\b))?|\b)|before[ ]christ\b"
    r"|v\.[ ]?(?:u\.[ ]?z\.|chr(?:istus\b|\.|\b))|vor[ ]chr(?:istus\b|\.)"
    r"|av(?:ant|\.)?[ ]?j(?:\.|[ée]sus)?[ -]{0,2}c(?:hrist\b|\.|\b)|a\.[ ]?(?:de[ ])?c\.(?:[ ]?n\.)?"
    r"|(?:antes|prima)[ ](?:de|di)[ ]cristo\b|до[ ]н(?:\.|ашей|ашої)[ ]?[эе](?:р[ыи]\b|\.|\b)|p\.[ ]?n\.[ ]?e\."
    r"|f\.[ ]?kr\.|př\.[ ]?(?:n\.[ ]?l\.|kr\.)|π\.[ ]?χ\.|avant[ ]notre[ ]ère\b|a\.[ ]?e\.[ ]?c\."
)
_ANNO_DOMINI = (
    r"a\.[ ]?d(?:\.|\b)|c\.[ ]?e(?:\.|\b)|n\.[ ]?(?:u\.[ ]?z\.|chr(?:istus\b|\.|\b))|nach[ ]chr(?:istus\b|\.)"
    r"|ap(?:r(?:ès|\.)?|\.)[ ]?j(?:\.|[ée]sus)?[ -]{0,2}c(?:hrist\b|\.|\b)|d\.[ ]?(?:de[ ])?c\."
    r"|н(?:\.|ашей)[ ]?э(?:ры\b|\.|\b)|н(?:\.|ашої)[ ]?е(?:ри\b|\.|\b)|n\.[ ]?e\."
)
_OTHER_UNITS = (
    r"b\.[ ]?p(?:\.|\b)|a\.[ ]?h\.|a\.[ ]?u\.[ ]?c\.|(?:years?|yrs?)[ ](?:ago|bp|before)\b"
    r"|(?:million|billion|thousand)\b|(?:jahren?|ans|años|anni|лет)\b"
)
ERA = (
    rf"(?P<bc>(?i:{_BEFORE_CHRIST})|(?:BCE?|bce?)\b)"
    rf"|(?P<ad>(?i:{_ANNO_DOMINI})|(?:AD|CE|ad|ce)\b)"
    rf"|(?P<otherera>(?i:{_OTHER_UNITS})|(?:BP|AH|AUC|AC|[kMG]a|[kKmM]ya|Myr|年前)(?![^\W\d_]))"
)
"""Eras, and the units that make a number something else than a year."""

_CENTURIES = {roman: number for number, roman in enumerate(
    "I II III IV V VI VII VIII IX X XI XII XIII XIV XV XVI XVII XVIII XIX XX XXI".split(), 1
)}  # fmt: skip


def read_roman(text: str) -> int:
    """Return the number of a century in Roman figures, as in `XIX` or `XIXe`; 0 for another text."""
    return _CENTURIES.get(re.sub(r"(?:[eº]|è?me)$", "", text), 0)


def _listed() -> Iterator[tuple[str, Meaning]]:
    """Yield lists of words, each with what its words mean."""
    yield from ((words, ("third", third)) for third, words in _THIRDS.items())
    yield from ((words, ("part", code)) for code, words in _SEASONS.items())
    yield from ((words, ("span", span)) for span, words in _SPANS.items())
    yield from ((words, ("weekday", weekday)) for weekday, words in enumerate(_WEEKDAYS))
    yield from ((words, ("ordinal", number)) for number, words in enumerate(_ORDINALS, 1))
    yield from ((words, (kind, kind)) for kind, words in _WORDS.items())
    yield from ((f"q{number}", ("part", 32 + number)) for number in range(1, 5))
    yield from ((f"h{number}", ("part", 39 + number)) for number in range(1, 3))


def _word_meanings() -> dict[str, tuple[Meaning, ...]]:
    meanings: dict[str, tuple[Meaning, ...]] = {}
    for words, meaning in _listed():
        for word in words.split():
            meanings[word] = (*meanings.get(word, ()), meaning)
    return meanings


MEANINGS = _word_meanings()
"""Each folded word and all its meanings in a date."""
