-- Readers with accounts. next_brief: when to look whether a brief is due; 0: at once. Whoever changes hour or zone sets it to 0.
ALTER TABLE readers ADD COLUMN state TEXT NOT NULL DEFAULT 'active';
UPDATE readers SET state = 'paused' WHERE active = 0;
ALTER TABLE readers DROP COLUMN active;
ALTER TABLE readers ADD COLUMN language TEXT NOT NULL DEFAULT 'en';
ALTER TABLE readers ADD COLUMN owner BIGINT NOT NULL DEFAULT 0;
ALTER TABLE readers ADD COLUMN confirmed BIGINT;
ALTER TABLE readers ADD COLUMN consent_source TEXT NOT NULL DEFAULT '';
ALTER TABLE readers ADD COLUMN consent_from TEXT NOT NULL DEFAULT '';
ALTER TABLE readers ADD COLUMN last_day TEXT;
ALTER TABLE readers ADD COLUMN next_brief BIGINT NOT NULL DEFAULT 0;
CREATE UNIQUE INDEX readers_by_email ON readers (email) WHERE email <> '' AND id <> 're_home';
CREATE INDEX readers_due ON readers (next_brief, id) WHERE state = 'active';
CREATE INDEX readers_by_time ON readers (added, id);

-- What was given out to open something: hash of the token, never the token.
CREATE TABLE tokens (
  hash TEXT PRIMARY KEY,
  purpose TEXT NOT NULL,
  reader_id TEXT NOT NULL REFERENCES readers (id) ON DELETE CASCADE,
  made BIGINT NOT NULL,
  expires BIGINT NOT NULL
);
CREATE INDEX tokens_by_reader ON tokens (reader_id, purpose);
CREATE INDEX tokens_by_expiry ON tokens (expires);

-- Letters that were asked for (domain/letter.h); kept for two days, for the limits.
CREATE TABLE letters (
  id TEXT PRIMARY KEY,
  kind TEXT NOT NULL,
  email TEXT NOT NULL,
  zone TEXT NOT NULL,
  hour BIGINT NOT NULL,
  language TEXT NOT NULL,
  interests TEXT NOT NULL,
  source TEXT NOT NULL,
  asked_from TEXT NOT NULL,
  asked BIGINT NOT NULL,
  begun BIGINT,
  sent BIGINT
);
CREATE INDEX letters_by_email ON letters (email, asked);
CREATE INDEX letters_by_time ON letters (asked);

-- What is deleted with a reader is found by the reader.
CREATE INDEX deliveries_by_reader ON deliveries (reader_id);
