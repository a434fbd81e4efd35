"""The columns of a Parquet file, under the names of docs/json.md."""

import pyarrow as pa

_TEXT = pa.string()
_TEXTS = pa.list_(_TEXT)


def _texts(*names: str) -> list[tuple[str, pa.DataType]]:
    return [(name, _TEXT) for name in names]


_REF = pa.struct(_texts("id", "name", "kind"))
_TOOK = pa.list_(pa.struct(_texts("id", "name", "kind", "role", "printed")))
_EVIDENCE = pa.list_(pa.struct([*_texts("source", "at"), ("terms", _TEXTS)]))
_STATEMENT = pa.struct([*_texts("says", "by", "certainty"), ("evidence", _EVIDENCE)])
_CONFLICT = pa.struct(
    [*_texts("on", "verdict", "why"), ("statements", pa.list_(_STATEMENT)), ("evidence", _EVIDENCE)]
)
_ASSESSMENT = pa.struct([*_texts("verdict", "why"), ("evidence", _EVIDENCE)])
_FIGURE = pa.struct([*_texts("value", "unit", "of", "comparison"), ("number", pa.float64())])
_NAME = pa.struct(_texts("text", "kind", "lang", "source"))
_OFFICE = pa.struct([*_texts("title", "org", "from", "to"), ("evidence", _EVIDENCE)])

SCHEMA = pa.schema(
    [
        *_texts("record", "id", "date"),
        ("first_day", pa.date32()),
        ("last_day", pa.date32()),
        ("is_approximate", pa.bool_()),
        ("is_uncertain", pa.bool_()),
        *_texts("title", "kind", "summary"),
        ("people", _TOOK),
        ("organisations", _TOOK),
        ("places", pa.list_(_REF)),
        ("countries", _TEXTS),
        ("topics", _TEXTS),
        ("by", _REF),
        ("reported_by", _REF),
        ("authors", _TEXTS),
        *_texts("said", "holds", "certainty", "quote"),
        ("figure", _FIGURE),
        ("about", pa.list_(_REF)),
        ("contradicts", pa.list_(_REF)),
        ("assessment", _ASSESSMENT),
        ("names", pa.list_(_NAME)),
        *_texts("country", "born", "died", "birthplace", "wikidata"),
        ("offices", pa.list_(_OFFICE)),
        ("lat", pa.float64()),
        ("lon", pa.float64()),
        *_texts("container", "volume", "issue", "pages", "publisher", "published", "accessed", "url"),
        *_texts("language", "reliability", "part_of"),
        ("conflicts", pa.list_(_CONFLICT)),
        ("evidence", _EVIDENCE),
        ("tags", _TEXTS),
        *_texts("note"),
    ]
)
