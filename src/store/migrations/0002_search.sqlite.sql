-- Search (store/search.h), SQLite's own: FTS5, the one place with row numbers. What was said is indexed without being stored again: its
-- words are in the transcripts already, and several times as long as everything else.

CREATE TABLE insight_docs (
  doc INTEGER PRIMARY KEY,
  insight_id TEXT NOT NULL UNIQUE
);
CREATE VIRTUAL TABLE insight_words USING fts5 (
  headline, text, names, tokenize = 'porter unicode61 remove_diacritics 2'
);

CREATE TABLE passage_docs (
  doc INTEGER PRIMARY KEY,
  episode_id TEXT NOT NULL,
  first_cue BIGINT NOT NULL,
  last_cue BIGINT NOT NULL
);
CREATE INDEX passage_docs_by_episode ON passage_docs (episode_id);
CREATE VIRTUAL TABLE passage_words USING fts5 (
  text, content = '', tokenize = 'porter unicode61 remove_diacritics 2'
);
