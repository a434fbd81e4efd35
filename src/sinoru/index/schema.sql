-- The index behind every look-up. A cache: the YAML files are the truth. Any change here needs a new
-- _TABLES_VERSION in database.py; there are no migrations.

CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;

-- The files as they were when read. checked_at: when the content was last known to be this (ns since 1970).
CREATE TABLE file (
  number INTEGER PRIMARY KEY,
  path BLOB NOT NULL UNIQUE,  -- as the system has it: a name need not be text
  size INTEGER NOT NULL, mtime_ns INTEGER NOT NULL, ctime_ns INTEGER NOT NULL, inode INTEGER NOT NULL,
  digest BLOB NOT NULL,
  checked_at INTEGER NOT NULL,
  corpus TEXT NOT NULL
);

CREATE TABLE diagnostic (
  file INTEGER NOT NULL, line INTEGER NOT NULL, col INTEGER NOT NULL,
  code TEXT NOT NULL, severity TEXT NOT NULL, message TEXT NOT NULL, hint TEXT NOT NULL
);
CREATE INDEX diagnostic_file ON diagnostic (file);

-- number: see numbers.py. earliest, latest: days since 1970-01-01, both included; NULL: open, unknown or undated.
CREATE TABLE record (
  number INTEGER PRIMARY KEY,
  file INTEGER NOT NULL,
  id TEXT NOT NULL,
  kind TEXT NOT NULL,
  title TEXT NOT NULL,
  earliest INTEGER, latest INTEGER,
  line INTEGER NOT NULL,
  body BLOB NOT NULL
);
CREATE INDEX record_id ON record (id);
CREATE INDEX record_file ON record (file);
CREATE INDEX record_kind ON record (kind);

-- Ids and filter words ("topic:kosovo") as small numbers.
CREATE TABLE term (number INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE);

-- Who or what a record refers to, and how. By target and the record's kind, then in order of time.
CREATE TABLE link (
  target INTEGER NOT NULL, kind TEXT NOT NULL, record INTEGER NOT NULL, how TEXT NOT NULL,
  PRIMARY KEY (target, kind, record, how)
) WITHOUT ROWID;

-- How many records of a kind refer to a term in each way; how = '': in any way, each record counted once.
-- Millions may, and their number is always shown: it is kept, not counted.
CREATE TABLE tally (
  target INTEGER NOT NULL, kind TEXT NOT NULL, how TEXT NOT NULL, records INTEGER NOT NULL,
  PRIMARY KEY (target, kind, how)
) WITHOUT ROWID;

-- Claims whose verdict comes from a conflict, with the verdict that they have in the file, and the conflict's id.
CREATE TABLE judged (
  record INTEGER PRIMARY KEY, own TEXT NOT NULL, verdict TEXT NOT NULL, conflict TEXT NOT NULL
);

-- How many records of a kind begin on a day (slot: the head of their numbers), by the size of their span; 0: a day,
-- or no date.
CREATE TABLE density (
  kind TEXT NOT NULL, slot INTEGER NOT NULL, size INTEGER NOT NULL, records INTEGER NOT NULL,
  PRIMARY KEY (kind, slot, size)
) WITHOUT ROWID;

-- Records of more than a day, by size (power of two of days), so that "under way on that day" is a few short
-- range scans: one of size s covers day d only if it begins in the 2^s days before d.
CREATE TABLE span (
  size INTEGER NOT NULL, record INTEGER NOT NULL, latest INTEGER,
  PRIMARY KEY (size, record)
) WITHOUT ROWID;

CREATE TABLE name (
  key TEXT NOT NULL, record INTEGER NOT NULL, rule TEXT NOT NULL, text TEXT NOT NULL,
  PRIMARY KEY (key, record, rule, text)
) WITHOUT ROWID;

CREATE TABLE office (
  record INTEGER NOT NULL, place INTEGER NOT NULL, earliest INTEGER, latest INTEGER, org TEXT NOT NULL,
  PRIMARY KEY (record, place)
) WITHOUT ROWID;
CREATE INDEX office_org ON office (org);

-- Numbers and dates in fields of the corpus's own, as the lowest and highest value, or the first and last day. field: the
-- term `own:events.magnitude`. By record, so that a list in order of time is read in order.
CREATE TABLE amount (
  field INTEGER NOT NULL, record INTEGER NOT NULL, low REAL NOT NULL, high REAL NOT NULL,
  PRIMARY KEY (field, record, low, high)
) WITHOUT ROWID;
-- The other way round for lists in order of value, the highest or the lowest first.
CREATE INDEX amount_highest ON amount (field, high DESC, record);
CREATE INDEX amount_lowest ON amount (field, low, record);

-- The words of all texts as written, for typing errors to be corrected to, and about how many records have each.
CREATE TABLE word (word TEXT PRIMARY KEY, records INTEGER NOT NULL) WITHOUT ROWID;

-- refs: the tokens of the record's kind and of the terms that it refers to, so that one MATCH decides most questions.
-- Contentless: the text stands in record.body, and what was indexed is made again from it to delete a row.
CREATE VIRTUAL TABLE words USING fts5 (
  title, text, refs, content = '', prefix = '1 2 3', tokenize = "unicode61 remove_diacritics 0", detail = full
);
