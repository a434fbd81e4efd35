"""The small words that dates are made with, in the languages of chronologies; months are in `dates.month_names`."""

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
_WEEKDAYS = """
    monday tuesday wednesday thursday friday saturday sunday mon tue tues wed thu thur thurs fri
    montag dienstag mittwoch donnerstag freitag samstag sonnabend sonntag
    lundi mardi mercredi jeudi vendredi samedi dimanche
    lunedì martedì mercoledì giovedì venerdì sabato domenica
    lunes martes miércoles jueves viernes sábado domingo
    понедельник вторник среда четверг пятница суббота воскресенье
"""
_WORDS = {
    "of": "of de del di d der des den the le la el il dem do von gli os",
    "from": "from since von vom seit ab du dal dall depuis dès des с со desde od",
    "until": "until till bis jusqu до",
    "to": "to through thru until till bis au al до по a à an",
    "and": "and und et e y и sowie",
    "circa": "c ca circa about around etwa um vers около approximately",
    "unit": "года г год гг годы году year anno jahr",
    "bc": "bc bce",
    "ad": "ad ce",
    "now": "present now today heute oggi aujourd hoy",
    "lead": "in on im am en nel nell на в во the le les il el by during at year jahr année año anno",
}
HAN: dict[str, tuple[str, int | str]] = {
    "上旬": ("third", "early"), "中旬": ("third", "mid"), "下旬": ("third", "late"),
    "初": ("third", "early"), "末": ("third", "late"), "底": ("third", "late"),
    "春": ("part", 21), "夏": ("part", 22), "秋": ("part", 23), "冬": ("part", 24),
    "至": ("to", "至"), "到": ("to", "到"), "から": ("to", "から"),
}  # fmt: skip
"""What stands behind a Chinese or Japanese date, or between two."""

Meaning = tuple[str, int | str]


def _table() -> dict[str, tuple[Meaning, ...]]:
    table: dict[str, tuple[Meaning, ...]] = {}

    def add(words: str, kind: str, value: int | str) -> None:
        for word in words.split():
            table[word] = (*table.get(word, ()), (kind, value))

    for third, words in _THIRDS.items():
        add(words, "third", third)
    for code, words in _SEASONS.items():
        add(words, "part", code)
    add(_WEEKDAYS, "weekday", "")
    for kind, words in _WORDS.items():
        add(words, kind, kind)
    for quarter in range(1, 5):
        add(f"q{quarter}", "part", 32 + quarter)
    return table


MEANINGS = _table()
"""Each folded word and all that it may mean in a date."""
