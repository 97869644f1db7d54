-- Topics and people by which insights are found. What stands here follows from insights, episodes and transcripts; it is filled for what an
-- older home holds when the search index is built anew. topic: slug_of(name); key: person_key(name).

ALTER TABLE shows ADD COLUMN owner TEXT NOT NULL DEFAULT '';

CREATE TABLE insight_topics (
  topic TEXT NOT NULL,
  insight_id TEXT NOT NULL REFERENCES insights (id) ON DELETE CASCADE,
  name TEXT NOT NULL,
  PRIMARY KEY (topic, insight_id)
);
CREATE INDEX insight_topics_by_insight ON insight_topics (insight_id);

CREATE TABLE appearances (
  episode_id TEXT NOT NULL REFERENCES episodes (id),
  show_id TEXT NOT NULL,
  key TEXT NOT NULL,
  name TEXT NOT NULL,
  source TEXT NOT NULL,
  role TEXT NOT NULL,
  link TEXT NOT NULL,
  image TEXT NOT NULL,
  PRIMARY KEY (episode_id, source, key)
);
CREATE INDEX appearances_by_key ON appearances (key, show_id);
CREATE INDEX appearances_by_show ON appearances (show_id, source, episode_id);
