-- Search knows more: the words an insight stands on, who speaks in a passage, and how often each word is said. Filled anew at the next start
-- (store/search_index.h), for the rules are others.

DROP TABLE insight_words;
CREATE VIRTUAL TABLE insight_words USING fts5 (
  headline, text, names, said, tokenize = 'porter unicode61 remove_diacritics 2'
);
DROP TABLE passage_words;
CREATE VIRTUAL TABLE passage_words USING fts5 (
  text, who, content = '', tokenize = 'porter unicode61 remove_diacritics 2'
);
DELETE FROM insight_docs;
DELETE FROM passage_docs;
DELETE FROM meta WHERE key = 'search_rules';

-- Words as they are said, endings and all, a row an episode (numbered as its first passage); word_uses counts the episodes of each.
CREATE VIRTUAL TABLE spoken_words USING fts5 (
  text, content = '', columnsize = 0, detail = none, tokenize = 'unicode61 remove_diacritics 2'
);
CREATE VIRTUAL TABLE word_uses USING fts5vocab (spoken_words, 'row');
