"""Which column of a table holds what: as told, or guessed by its name."""

from collections.abc import Iterable

from sinoru.model.errors import WrongUsage

FIELDS = ("date", "end", "title", "summary", "kind", "topics")
_NAMES = {
    "date": """date start startdate start_date start-date dtstart begin from when day year
        datum data fecha дата 日期 日付 jahr année""",
    "end": "end enddate end_date end-date dtend to until ende fin",
    "title": """title event name headline subject heading label
        ereignis titel titre événement evento событие 事件 出来事""",
    "summary": """summary description text details body notes note
        beschreibung texte descripción описание 内容 content""",
    "kind": "kind type category art",
    "topics": "topics topic tags tag themes theme",
}


def read_map(text: str) -> dict[str, str]:
    """Read `date=Datum,title=Ereignis`. Raises WrongUsage."""
    columns: dict[str, str] = {}
    for pair in filter(None, text.split(",")):
        field, sign, column = pair.partition("=")
        if not sign or field.strip() not in FIELDS:
            raise WrongUsage(f"--map: '{pair}' is not FIELD=COLUMN with a field of {', '.join(FIELDS)}")
        columns[field.strip()] = column.strip()
    return columns


def map_columns(columns: Iterable[str], given: dict[str, str]) -> dict[str, str]:
    """Give the column of each field. Raises WrongUsage where a column given is not there, or none holds the date."""
    known = list(columns)
    for column in given.values():
        if column not in known:
            raise WrongUsage(f"--map: no column is called '{column}'. There are: {', '.join(known)}")
    free = [column for column in known if column not in given.values()]
    found = {}
    for field, names in _NAMES.items():
        guess = next((column for column in free if _bare(column) in names.split()), None)
        chosen = given.get(field) or guess
        if chosen is not None:
            found[field] = chosen
            free = [column for column in free if column != chosen]
    if "date" not in found:
        raise WrongUsage(
            f"no column is named as a date. Say which with --map date=COLUMN; there are: {', '.join(known)}"
        )
    if "title" not in found and "summary" not in found:
        raise WrongUsage(
            f"no column is named as a title or text. Say which with --map title=COLUMN; there are: {', '.join(known)}"
        )
    return found


def _bare(column: str) -> str:
    return column.strip().casefold().replace(" ", "_")
