-- Search is narrowed within its index: `place` says of which show, year and month (store/search_place.h). Filled anew at the next start, for
-- the rules are others.

DROP TABLE insight_words;
CREATE VIRTUAL TABLE insight_words USING fts5 (
  headline, text, names, said, place, tokenize = 'porter unicode61 remove_diacritics 2'
);
DROP TABLE passage_words;
CREATE VIRTUAL TABLE passage_words USING fts5 (
  text, who, place, content = '', tokenize = 'porter unicode61 remove_diacritics 2'
);
DELETE FROM insight_docs;
DELETE FROM passage_docs;
DELETE FROM meta WHERE key = 'search_rules';

-- The place under which an episode's passages are indexed: the index holds no text of its own to take out.
CREATE TABLE passage_places (
  episode_id TEXT PRIMARY KEY,
  place TEXT NOT NULL
);

-- Who is called so: each word of the keys of those who speak. Filled with the index; what nobody has any more does no harm.
CREATE TABLE name_words (
  word TEXT NOT NULL,
  key TEXT NOT NULL,
  PRIMARY KEY (word, key)
);
CREATE INDEX insights_standing ON insights (engine) WHERE replaced_by = '';  -- to count them
CREATE INDEX insights_by_speaker ON insights (speaker, published);
CREATE INDEX shows_hidden ON shows (id) WHERE hidden = 1;
CREATE INDEX shows_private ON shows (id) WHERE is_private = 1;
