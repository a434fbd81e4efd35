"""What each reader of records leaves out, and why: fields as `event.participants.role`, `*` for any kind of record.

A new field that a reader does not have fails test_fields.py until the reader has it, or this file says why not.
"""

_TERMS = "*.evidence.terms"
_DISPUTED = "*.conflicts.statements.evidence.* *.conflicts.evidence.*"
_SPEAKER = "*.conflicts.statements.by *.conflicts.statements.certainty"
_CONFLICTS = "*.conflicts.*"
_BY_CLAIM = "*.conflicts.statements.claim conflict.statements.claim"
_BRIEF_CONFLICT = {
    "a statement has its own words before those of its claim": _BY_CLAIM,
    "the question says what the field is": "*.conflicts.field conflict.field",
    "it is in the id alone": "*.conflicts.key",
}
_SECTIONS = "source.sections.*"
_SPELLING = "*.names.kind *.names.lang"
_CURATORS = "*.tags *.note *.private"
_FORMERLY = {"a record is found by it": "*.formerly"}
_PARTICULARS = (
    "source.short_title source.editors source.translators source.edition source.series source.number source.place"
    " source.original_date source.archive source.collection source.box source.folder source.call_number"
    " source.archived source.doi source.isbn source.version_of"
)
_BRACKETS = {"the brackets around its title say so": "source.untitled"}
_CITED_ONLY = {
    **_FORMERLY,
    **_BRACKETS,
    "a citation has no place for it": "source.kind source.reliability source.ids",
    "it cites the version that was used": "source.version_of",
    "it is for the curators": _CURATORS,
    "only locators name them": _SECTIONS,
    "a citation says what a source is, not how it is known": "source.evidence.*",
    "a citation takes no side": _CONFLICTS,
}
_OWN = "person.own_* organisation.own_* place.own_* claim.own_* conflict.own_* source.own_*"
"""Fields of a corpus's own, but for those of events and of parts of records."""
_OWN_IDS = "the corpus's own fields stand as in the file"
_PRINTED_ORG = {"the title as printed is there without its organisation": "event.participants.as_org"}

_NO_PART = {
    "the organisation of a title took no part": "event.participants.as_org",
    "who says something about an event took no part": "event.conflicts.statements.by",
}

LEFT_OUT: dict[str, dict[str, str]] = {
    "timeline --person": {"the organisation of a title took no part": "event.participants.as_org"},
    "conflicts --person": {
        "the organisation of a title took no part": "event.participants.as_org",
        "it says where something belongs": "person.birthplace organisation.part_of place.part_of",
        "it says which office is meant": "person.offices.for person.offices.party",
    },
    "who": {
        "a card lists events, claims and holders; 'show' lists what else names it": f"{_OWN} person.offices.own_*"
        " person.offices.party",
        "the organisation of a title took no part": "event.participants.as_org",
        "'show' lists the parts of an organisation": "organisation.part_of",
    },
    "stats --by person": _NO_PART,
    "links PERSON": _NO_PART,
    "search": {
        "it is a code, not words": "*.names.lang *.wikidata source.volume source.issue source.pages source.url"
        " source.language source.kind source.edition source.number source.box source.folder source.archived",
        "it names a passage, not a subject": "*.evidence.at source.sections.title source.sections.entries",
        "the words of other passages would find the record": "*.assessment.evidence.terms *.offices.evidence.terms"
        " *.relations.evidence.terms"
        " *.conflicts.statements.evidence.terms *.conflicts.evidence.terms conflict.statements.evidence.terms"
        " conflict.evidence.terms",
        "a role is in every event": "event.participants.role",
        "it belongs to the number": "claim.figure.comparison",
    },
    "show": {
        **_BRIEF_CONFLICT,
        "the first look has no words for filters and curators": "event.countries *.topics *.tags *.formerly",
        "--full has it": f"{_SPELLING} *.names.source *.wikidata *.ids source.accessed source.short_title {_SECTIONS}"
        f" {_TERMS} person.offices.evidence.* *.relations.evidence.* {_DISPUTED} {_SPEAKER}"
        " conflict.statements.evidence.*",
    },
    "show --full": {
        "a statement has its own words before those of its claim": _BY_CLAIM,
        "the question says what the field is": "*.conflicts.field",
        "it is in the id alone": "*.conflicts.key",
        "the passage is given, and 'show --source' prints it": _TERMS.replace("*.", "*.*."),
        "verify reads them": "source.sections.from source.sections.to source.sections.entries",
    },
    "add": {
        "a new record had no id before": "*.formerly",
        "an option has no parts: edit the file": f"{_CONFLICTS} conflict.statements.* {_SECTIONS} *.evidence.*"
        " event.participants.* person.offices.* *.relations.* *.names.* claim.figure.* claim.assessment.*",
    },
    "show csv": {"a cell has the passage alone": _TERMS},
    "show markdown": {"a cell has the passage alone": _TERMS},
    "timeline --full": {
        **_FORMERLY,
        "'show' has it": f"event.countries event.topics event.ids {_CURATORS} {_TERMS} event.conflicts.why"
        " event.conflicts.evidence.*",
        **_PRINTED_ORG,
        **_BRIEF_CONFLICT,
    },
    "timeline json": _PRINTED_ORG,
    "timeline jsonl": _PRINTED_ORG,
    "timeline csv": {
        **_FORMERLY,
        "'export csv' has it": f"event.part_of event.ids {_CURATORS} {_CONFLICTS}",
        "a cell has the passage alone": _TERMS,
        "a cell has the role": "event.participants.as event.participants.as_org",
    },
    "timeline markdown": {
        **_FORMERLY,
        "'export csv' has it": f"event.part_of event.ids {_CURATORS} {_CONFLICTS}",
        "a cell has the passage alone": _TERMS,
        "a cell has the role": "event.participants.as event.participants.as_org",
    },
    "claims csv": {
        "'export csv' also has the corpus's own fields": "claim.own_*",
        **_FORMERLY,
        "'export csv' has it": f"claim.reported_by claim.quote claim.topics {_CURATORS}"
        f" {_CONFLICTS} claim.assessment.evidence.*",
        "a cell has the number and its unit": "claim.figure.of",
        "a cell has the passage alone": _TERMS,
    },
    "who --full": {
        **_BRIEF_CONFLICT,
        **_FORMERLY,
        "'show' has it": f"{_SPELLING} person.birthplace {_CURATORS} {_TERMS} {_DISPUTED}",
    },
    "sources csv": {
        "'export csv' also has the corpus's own fields": "source.own_*",
        **_FORMERLY,
        **_BRACKETS,
        "'export csv' has it": "source.ids source.volume source.issue source.language source.kind source.accessed"
        f" source.reliability source.evidence.* {_PARTICULARS} {_CURATORS} {_CONFLICTS}",
        "only locators name them": _SECTIONS,
    },
    "sources --full": {
        "'show' also has the corpus's own fields": "source.own_*",
        **_FORMERLY,
        **_BRACKETS,
        "'show' has it": "source.short_title source.version_of source.ids"
        f" source.language source.kind source.reliability {_SECTIONS} source.evidence.* {_CURATORS}"
        f" {_CONFLICTS}",
    },
    "export csv": {
        "a cell has the title and the dates": "person.offices.own_*",
        "a statement has its own words before those of its claim": "*.conflicts.statements.claim",
        "the question says what the field is": "*.conflicts.field",
        "it is in the id alone": "*.conflicts.key",
        "a cell has the passage alone": f"{_TERMS} {_DISPUTED} person.offices.evidence.*"
        " *.relations.evidence.*",
        "a cell has the spelling": f"{_SPELLING} *.names.source",
        "a cell has the number and its unit": "claim.figure.of",
        "a cell has the role": "event.participants.as",
        "only locators name them": _SECTIONS,
    },
    "export markdown": {
        "it is a chronology: the fields of events are in it": _OWN,
        **_FORMERLY,
        "it is a chronology to read, with the records that it names in one line each": "person.names.* person.country"
        " person.birthplace *.wikidata *.ids person.summary person.offices.* *.relations.*"
        " organisation.names.* organisation.country"
        " organisation.kind organisation.part_of organisation.summary organisation.evidence.* place.names.*"
        " place.country place.lat place.lon place.part_of place.summary place.evidence.* event.kind event.countries"
        " event.topics event.participants.as event.participants.as_org claim.about claim.reported_by claim.holds"
        " claim.quote claim.figure.* claim.topics claim.kind event.part_of person.name person.born person.died"
        " person.evidence.* organisation.name place.name",
        "it is for the curators": _CURATORS,
        "a citation as a text is enough": "source.volume source.issue source.pages source.language source.kind"
        " source.accessed source.reliability source.evidence.* source.short_title source.version_of",
        "only locators name them": _SECTIONS,
        "a line has the passage alone": _TERMS,
        "of the conflicts a line has what is said": f"{_DISPUTED} {_CONFLICTS}",
        "a statement has its own words before those of its claim": "conflict.statements.claim",
        "the question says what the field is": "conflict.field",
    },
    "export ics": {
        **_BRIEF_CONFLICT,
        **_FORMERLY,
        "a query is asked with sinoru": "corpus.queries.* corpus.synonyms.*",
        "relations have their kinds": "corpus.relations",
        "a calendar has no property for it": "event.ids corpus.ids event.countries event.participants.as"
        " event.participants.as_org"
        " corpus.licence corpus.from corpus.to corpus.version corpus.published corpus.authors corpus.publisher"
        " corpus.url corpus.doi",
        "it is for the curators": f"{_CURATORS} corpus.rules.* corpus.weak_hosts",
        "a line has the passage alone": f"{_TERMS} {_DISPUTED} {_SPEAKER}",
    },
    "export bibtex": {
        "a citation has no place for the corpus's own fields": "source.own_*",
        **{why: fields for why, fields in _CITED_ONLY.items() if fields != "source.version_of"},
        "an article has the number of its issue in that field": "source.number",
    },
    "export csl-json": {**_CITED_ONLY, "a citation has no place for the corpus's own fields": "source.own_*"},
    "export ris": {**_CITED_ONLY, "a citation has no place for the corpus's own fields": "source.own_*"},
    "export timelinejs": {
        **_BRIEF_CONFLICT,
        **_FORMERLY,
        "a slide has a headline and a text": "event.ids event.countries event.topics event.part_of"
        " event.participants.as"
        " event.participants.as_org",
        "it is for the curators": _CURATORS,
        "a line has the passage alone": f"{_TERMS} {_DISPUTED} {_SPEAKER}",
    },
    "export geojson": _PRINTED_ORG,
    "export graphml": {
        **_FORMERLY,
        "nodes have names, kinds and dates": f"{_SPELLING} *.names.source person.born person.died"
        " person.offices.* claim.said claim.quote claim.figure.* source.authors source.container source.volume"
        " source.issue source.pages source.publisher source.language source.accessed event.participants.as"
        f" {_PARTICULARS.replace(' source.version_of', '')}",
        "it is for the curators": _CURATORS,
        "only locators name them": _SECTIONS,
        "the question says what the field is": "*.conflicts.field conflict.field",
        "it is in the id alone": "*.conflicts.key",
        "an edge leads to the source": f"{_TERMS} {_DISPUTED} claim.assessment.evidence.*",
    },
    "export jsonld": {
        **_FORMERLY,
        "schema.org has no property for it": "*.names.kind *.names.source source.accessed"
        " source.original_date"
        " event.participants.as_org source.evidence.*",
        "it is for the curators": "*.note",
        "only locators name them": _SECTIONS,
    },
    "export parquet": {
        "only locators name them": _SECTIONS,
        **_PRINTED_ORG,
    },
    "export sqlite": {
        "a public export has no such record": "*.private",
        "only locators name them": _SECTIONS,
        "a query is asked with sinoru": "corpus.queries.* corpus.synonyms.*",
        "the ids are there, with their registers": "corpus.ids",
        "relations have their kinds": "corpus.relations",
        "it is for the curators": "corpus.rules.* corpus.weak_hosts",
        "a truth is a number": "*.conflicts.statements.stands conflict.statements.stands source.untitled",
    },
    "export html": {
        "a query is asked with sinoru": "corpus.queries.* corpus.synonyms.*",
        "relations have their kinds": "corpus.relations",
        "the page is for readers": f"corpus.rules.* corpus.weak_hosts corpus.ids *.tags {_SECTIONS}"
        " source.evidence.*",
        "the filters of the page have it": "claim.topics",
        "what a citation has is enough": "source.publisher source.language source.accessed source.short_title"
        " source.edition source.place source.original_date",
        **_PRINTED_ORG,
    },
}

_IN_STATEMENTS = f"{_BY_CLAIM} *.conflicts.statements.by conflict.statements.by"
_SPEAKERS = {"a conflict stands as in the file": _IN_STATEMENTS}
_RECORD = f"{_IN_STATEMENTS} person.birthplace organisation.part_of place.part_of *.relations.to"

_OF_OFFICES = "person.offices.org person.offices.for person.offices.party"

_FOUND_BY_ID = {
    "a record is found by its id": f"{_RECORD} event.participants.as_org {_OF_OFFICES} conflict.about"
}
_AS_IN_FILE = {"it has the fields as they stand in the file": "*"}

ONLY_IDS: dict[str, dict[str, str]] = {
    "show csv": _AS_IN_FILE,
    "show markdown": _AS_IN_FILE,
    "timeline json": {**_SPEAKERS, _OWN_IDS: "*.own_*"},
    "timeline jsonl": {**_SPEAKERS, _OWN_IDS: "*.own_*"},
    "claims json": {**_SPEAKERS, _OWN_IDS: "*.own_*"},
    "sources json": {**_SPEAKERS, _OWN_IDS: "*.own_*"},
    "who json": {_OWN_IDS: "*.own_*", "a record stands as in the file": _RECORD},
    "export json": {**_FOUND_BY_ID, _OWN_IDS: "*.own_*"},
    "export jsonl": {**_FOUND_BY_ID, _OWN_IDS: "*.own_*"},
    "export csv": {
        _OWN_IDS: _OWN,
        "a cell has parts as they stand": f"{_RECORD} event.participants.as_org {_OF_OFFICES} conflict.about",
    },
    "export ics": {"RELATED-TO has the UID of an entry": "event.part_of"},
    "export geojson": {_OWN_IDS: "*.own_*", "a property stands as in the file": _RECORD},
    "export graphml": {"an edge leads to the node of an id": "*"},
    "export jsonld": {"a node is found by its id": "*"},
    "export parquet": {
        _OWN_IDS: "*.own_*",
        "tables are joined by ids": f"{_RECORD} event.part_of {_OF_OFFICES}",
    },
    "export sqlite": {"tables are joined by ids": "*"},
    "export html": {"a statement has its own words before those of its claim": _BY_CLAIM},
}
"""Where the id stands alone for a record that a field names, and why."""
