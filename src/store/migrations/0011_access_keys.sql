-- What programs show to be let in as a reader (domain/access_key.h): hash of the key, never the key.
CREATE TABLE access_keys (
  id TEXT PRIMARY KEY,
  purpose TEXT NOT NULL,
  reader_id TEXT NOT NULL REFERENCES readers (id) ON DELETE CASCADE,
  name TEXT NOT NULL,
  hash TEXT NOT NULL,
  made BIGINT NOT NULL,
  last_used TEXT
);
CREATE INDEX access_keys_by_reader ON access_keys (reader_id, purpose);
