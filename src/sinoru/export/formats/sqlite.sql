-- What `sinoru export sqlite` fills; docs/export/sqlite.md describes it. Ids are those of the corpus. An id that a
-- record names need not have a record, so nothing is declared a foreign key.

CREATE TABLE corpus (
  title TEXT, description TEXT, licence TEXT, "from" TEXT, "to" TEXT,
  version TEXT, published TEXT, authors TEXT, publisher TEXT, url TEXT, doi TEXT
);

-- Every record of any kind. date: EDTF; first_day, last_day: ISO 8601, NULL where open or not known.
CREATE TABLE record (
  id TEXT PRIMARY KEY, record TEXT NOT NULL, title TEXT NOT NULL,
  date TEXT, first_day TEXT, last_day TEXT, note TEXT
) WITHOUT ROWID;

CREATE TABLE event (id TEXT PRIMARY KEY, kind TEXT, summary TEXT, part_of TEXT) WITHOUT ROWID;
CREATE TABLE claim (
  id TEXT PRIMARY KEY, kind TEXT, text TEXT, "by" TEXT, reported_by TEXT, said TEXT, holds TEXT, certainty TEXT,
  quote TEXT, figure NUMERIC, unit TEXT, "of" TEXT, comparison TEXT, verdict TEXT, why TEXT, conflict TEXT
) WITHOUT ROWID;
CREATE TABLE person (
  id TEXT PRIMARY KEY, name TEXT, country TEXT, born TEXT, died TEXT, birthplace TEXT, wikidata TEXT, summary TEXT
) WITHOUT ROWID;
CREATE TABLE organisation (
  id TEXT PRIMARY KEY, name TEXT, country TEXT, kind TEXT, part_of TEXT, summary TEXT
) WITHOUT ROWID;
CREATE TABLE place (
  id TEXT PRIMARY KEY, name TEXT, country TEXT, lat REAL, lon REAL, part_of TEXT, summary TEXT
) WITHOUT ROWID;
CREATE TABLE source (
  id TEXT PRIMARY KEY, title TEXT, container TEXT, volume TEXT, issue TEXT, pages TEXT, publisher TEXT,
  published TEXT, accessed TEXT, url TEXT, language TEXT, kind TEXT, reliability TEXT
) WITHOUT ROWID;

-- Lists of a record; number: the position in the list, from 1.
CREATE TABLE participant (event TEXT, number INTEGER, id TEXT, role TEXT, printed TEXT, printed_org TEXT);
CREATE TABLE event_place (event TEXT, number INTEGER, place TEXT);
CREATE TABLE country (record TEXT, country TEXT);
CREATE TABLE topic (record TEXT, topic TEXT);
CREATE TABLE tag (record TEXT, tag TEXT);
CREATE TABLE name (record TEXT, number INTEGER, text TEXT, kind TEXT, lang TEXT, source TEXT);
CREATE TABLE office (person TEXT, number INTEGER, title TEXT, org TEXT, "from" TEXT, "to" TEXT);
CREATE TABLE relation (
  record TEXT, number INTEGER, "to" TEXT, kind TEXT, inverse TEXT, "from" TEXT, until TEXT, certainty TEXT
);  -- kind: what "to" is to the record; inverse: what the record is to "to"
CREATE TABLE author (source TEXT, number INTEGER, name TEXT);
CREATE TABLE other_id (record TEXT, register TEXT, id TEXT);  -- ids in other registers, those of Wikidata among them
CREATE TABLE about (claim TEXT, record TEXT);
CREATE TABLE list (record TEXT, field TEXT, number INTEGER, value TEXT);  -- of fields without a table of their own

-- Questions on which statements differ, each once. on_record: the record on which it is recorded, NULL if it is one of
-- its own. state: open, settled or reconciled. stands: 1 or 0, NULL while the question is open. claim.conflict is the
-- conflict that gives a claim its verdict, NULL if the claim has its own.
CREATE TABLE conflict (id TEXT PRIMARY KEY, on_record TEXT, question TEXT, field TEXT, state TEXT, why TEXT);
CREATE TABLE conflict_about (conflict TEXT, record TEXT);
CREATE TABLE statement (
  conflict TEXT, number INTEGER, value TEXT, stands INTEGER, "by" TEXT, certainty TEXT, claim TEXT
);

-- Which passage each fact cites. part: record, office, relation, assessment (then owner is a record's id), conflict or
-- statement (a conflict's id); number: which office, relation or statement. terms: a JSON list.
CREATE TABLE evidence (part TEXT, owner TEXT, number INTEGER, source TEXT, at TEXT, terms TEXT);

-- Relations from both sides.
CREATE VIEW related AS
SELECT record AS id, kind, "to" AS other, "from", until, certainty FROM relation
UNION ALL SELECT "to", inverse, record, "from", until, certainty FROM relation;

CREATE VIEW chronology AS
SELECT r.date, r.first_day, r.last_day, r.id, r.title, e.kind, e.summary,
  (SELECT group_concat(w.title, '; ') FROM participant AS p JOIN record AS w ON w.id = p.id WHERE p.event = r.id)
    AS participants,
  (SELECT group_concat(w.title, '; ') FROM event_place AS p JOIN record AS w ON w.id = p.place
    WHERE p.event = r.id) AS places,
  (SELECT group_concat(v.source || coalesce(': ' || v.at, ''), '; ') FROM evidence AS v
    WHERE v.part = 'record' AND v.owner = r.id) AS evidence
FROM record AS r JOIN event AS e ON e.id = r.id ORDER BY r.first_day, r.last_day, r.id;
