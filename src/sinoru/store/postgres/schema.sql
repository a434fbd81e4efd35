-- A corpus in PostgreSQL: the tables of the embedded index (index/schema.sql), with arrays where that has tables of links
-- and words. `record` comes from records.sql. Any change here needs a new _TABLES_VERSION (postgres/connection.py).

CREATE TABLE meta (key text COLLATE "C" PRIMARY KEY, value text NOT NULL);

CREATE TABLE file (
  number bigint PRIMARY KEY, path bytea NOT NULL,
  size bigint NOT NULL, mtime_ns bigint NOT NULL, ctime_ns bigint NOT NULL, inode numeric NOT NULL,
  digest bytea NOT NULL, checked_at bigint NOT NULL, corpus text COLLATE "C" NOT NULL
);

CREATE TABLE diagnostic (
  file bigint NOT NULL, line bigint NOT NULL, col bigint NOT NULL,
  code text COLLATE "C" NOT NULL, severity text COLLATE "C" NOT NULL,
  message text COLLATE "C" NOT NULL, hint text COLLATE "C" NOT NULL
);

CREATE TABLE term (number bigint PRIMARY KEY, id text COLLATE "C" NOT NULL UNIQUE);

CREATE TABLE tally (
  target bigint NOT NULL, kind text COLLATE "C" NOT NULL, how text COLLATE "C" NOT NULL, records bigint NOT NULL,
  PRIMARY KEY (target, kind, how)
);

CREATE TABLE judged (
  record bigint PRIMARY KEY, own text COLLATE "C" NOT NULL, verdict text COLLATE "C" NOT NULL,
  conflict text COLLATE "C" NOT NULL
);

CREATE TABLE density (
  kind text COLLATE "C" NOT NULL, slot bigint NOT NULL, size bigint NOT NULL, records bigint NOT NULL,
  PRIMARY KEY (kind, slot, size)
);

CREATE TABLE span (size bigint NOT NULL, record bigint NOT NULL, latest bigint, PRIMARY KEY (size, record));

CREATE TABLE name (
  key text COLLATE "C" NOT NULL, record bigint NOT NULL, rule text COLLATE "C" NOT NULL, text text COLLATE "C" NOT NULL
);
CREATE INDEX name_key ON name (key);

CREATE TABLE office (
  record bigint NOT NULL, place bigint NOT NULL, earliest bigint, latest bigint, org text COLLATE "C" NOT NULL,
  PRIMARY KEY (record, place)
);
CREATE INDEX office_org ON office (org);

CREATE TABLE amount (
  field bigint NOT NULL, record bigint NOT NULL, low double precision NOT NULL, high double precision NOT NULL,
  PRIMARY KEY (field, record, low, high)
);
CREATE INDEX amount_highest ON amount (field, high DESC, record);
CREATE INDEX amount_lowest ON amount (field, low, record);

CREATE TABLE word (word text COLLATE "C" PRIMARY KEY, records bigint NOT NULL);

-- Each token of the texts, stemmed, and how many records hold it: what bm25 weighs it by.
CREATE TABLE token (token text COLLATE "C" PRIMARY KEY, records bigint NOT NULL);
