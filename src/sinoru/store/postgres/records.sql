-- number: index/numbers.py. Its upper bits are the first day, so a range of numbers is one of days, and partitions whose
-- borders are months are left out of any question with a date, with no column of the month beside it.
-- links: the number of the term << 6 with the way of linking in the lower bits (0: any). title_tokens, text_tokens: what
-- text made of the texts, each token between two spaces of its own. words: the tokens and those of what is referred to.
CREATE TABLE record (
  number bigint NOT NULL, file bigint NOT NULL, id text COLLATE "C" NOT NULL, kind text COLLATE "C" NOT NULL,
  title text COLLATE "C" NOT NULL, earliest bigint, latest bigint, line bigint NOT NULL, body bytea NOT NULL,
  links bigint[] NOT NULL, words tsvector NOT NULL, title_words tsvector NOT NULL,
  title_tokens text COLLATE "C" NOT NULL, text_tokens text COLLATE "C" NOT NULL, length bigint NOT NULL
) PARTITION BY RANGE (number);
