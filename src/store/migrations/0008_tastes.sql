-- What readers named as interests, and what they said of single insights.
CREATE TABLE interests (
  reader_id TEXT NOT NULL REFERENCES readers (id) ON DELETE CASCADE,
  kind TEXT NOT NULL,
  value TEXT NOT NULL,
  since BIGINT NOT NULL,
  PRIMARY KEY (reader_id, kind, value)
);

CREATE TABLE verdicts (
  reader_id TEXT NOT NULL REFERENCES readers (id) ON DELETE CASCADE,
  insight_id TEXT NOT NULL REFERENCES insights (id) ON DELETE CASCADE,
  taste TEXT NOT NULL,
  given BIGINT NOT NULL,
  PRIMARY KEY (reader_id, insight_id)
);
CREATE INDEX verdicts_by_insight ON verdicts (insight_id);
