ALTER TABLE record ADD PRIMARY KEY (number);
CREATE INDEX ON record (id);
CREATE INDEX ON record (kind, number);
CREATE INDEX ON record (file);
CREATE INDEX ON record USING gin (links);
CREATE INDEX ON record USING gin (words);
CREATE INDEX ON record USING gin (title_words);
