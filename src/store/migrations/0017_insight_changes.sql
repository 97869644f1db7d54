-- At which edition (meta) an insight was last written, replaced or removed; those that changed before this table was are not in it. So a
-- process learns which insights another one has changed since it looked last.
CREATE TABLE insight_changes (
  insight_id TEXT PRIMARY KEY,
  edition BIGINT NOT NULL
);
CREATE INDEX insight_changes_by_edition ON insight_changes (edition);
