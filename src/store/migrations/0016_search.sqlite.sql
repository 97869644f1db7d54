-- Insights are found by the talk around them, too (`around`). Filled anew at the next start, for the rules are others.

DROP TABLE insight_words;
CREATE VIRTUAL TABLE insight_words USING fts5 (
  headline, text, names, said, place, around, tokenize = 'porter unicode61 remove_diacritics 2'
);
DELETE FROM insight_docs;
DELETE FROM meta WHERE key = 'search_rules';
