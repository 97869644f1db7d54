-- The home as first released. Times are UTC microseconds, durations whole numbers of their unit, lists JSON text, truth 0 or 1.
-- Text ids only; which columns a table has follows src/store/fields.h and is asserted at every start.

CREATE TABLE meta (
  key TEXT PRIMARY KEY,
  value TEXT NOT NULL
);

CREATE TABLE shows (
  id TEXT PRIMARY KEY,
  slug TEXT NOT NULL UNIQUE,
  title TEXT NOT NULL,
  author TEXT NOT NULL,
  description TEXT NOT NULL,
  link TEXT NOT NULL,
  image TEXT NOT NULL,
  language TEXT NOT NULL,
  categories TEXT NOT NULL,
  persons TEXT NOT NULL,
  added BIGINT NOT NULL,
  hidden BIGINT NOT NULL,
  removed BIGINT NOT NULL
);

CREATE TABLE feeds (
  id TEXT PRIMARY KEY,
  show_id TEXT NOT NULL REFERENCES shows (id),
  url TEXT NOT NULL,
  aliases TEXT NOT NULL,
  etag TEXT NOT NULL,
  last_modified TEXT NOT NULL,
  body_hash TEXT NOT NULL,
  next_poll BIGINT NOT NULL,
  last_polled BIGINT,
  last_good BIGINT,
  failures BIGINT NOT NULL,
  problem TEXT NOT NULL,
  ended BIGINT NOT NULL,
  moved_hint TEXT NOT NULL
);
CREATE INDEX feeds_by_show ON feeds (show_id);

-- Every address a feed has or had.
CREATE TABLE feed_urls (
  url TEXT PRIMARY KEY,
  feed_id TEXT NOT NULL REFERENCES feeds (id)
);
CREATE INDEX feed_urls_by_feed ON feed_urls (feed_id);

CREATE TABLE episodes (
  id TEXT PRIMARY KEY,
  show_id TEXT NOT NULL REFERENCES shows (id),
  feed_id TEXT NOT NULL,
  guid TEXT NOT NULL,
  aliases TEXT NOT NULL,
  title TEXT NOT NULL,
  link TEXT NOT NULL,
  description TEXT NOT NULL,
  published BIGINT NOT NULL,
  published_raw TEXT NOT NULL,
  first_seen BIGINT NOT NULL,
  audio_url TEXT NOT NULL,
  audio_type TEXT NOT NULL,
  audio_length BIGINT NOT NULL,
  duration BIGINT,
  transcripts TEXT NOT NULL,
  chapters_url TEXT NOT NULL,
  chapters TEXT NOT NULL,
  persons TEXT NOT NULL,
  season TEXT NOT NULL,
  number TEXT NOT NULL,
  image TEXT NOT NULL,
  state TEXT NOT NULL,
  reason TEXT NOT NULL,
  gone BIGINT NOT NULL,
  hidden BIGINT NOT NULL
);
CREATE INDEX episodes_by_show ON episodes (show_id, published);
CREATE INDEX episodes_by_state ON episodes (state, published);
CREATE INDEX episodes_by_time ON episodes (published);
CREATE INDEX episodes_hidden ON episodes (id) WHERE hidden = 1;

-- body: the transcript as store/transcript_codec.h writes it, compressed; hash: of that before compression.
CREATE TABLE transcripts (
  episode_id TEXT PRIMARY KEY REFERENCES episodes (id),
  hash TEXT NOT NULL,
  body BLOB NOT NULL
);

CREATE TABLE insights (
  id TEXT PRIMARY KEY,
  episode_id TEXT NOT NULL REFERENCES episodes (id),
  show_id TEXT NOT NULL REFERENCES shows (id),
  headline TEXT NOT NULL,
  text TEXT NOT NULL,
  speaker TEXT NOT NULL,
  topics TEXT NOT NULL,
  entities TEXT NOT NULL,
  score DOUBLE PRECISION NOT NULL,
  key_start BIGINT NOT NULL,
  evidence TEXT NOT NULL,
  engine TEXT NOT NULL,
  version TEXT NOT NULL,
  published BIGINT NOT NULL,
  first_seen BIGINT NOT NULL,
  replaced_by TEXT NOT NULL
);
CREATE INDEX insights_by_episode ON insights (episode_id);
CREATE INDEX insights_by_show ON insights (show_id, published);
CREATE INDEX insights_by_time ON insights (published, id);
CREATE INDEX insights_by_first_seen ON insights (first_seen);

CREATE TABLE links (
  from_id TEXT NOT NULL REFERENCES insights (id) ON DELETE CASCADE,
  to_id TEXT NOT NULL REFERENCES insights (id) ON DELETE CASCADE,
  kind TEXT NOT NULL,
  score DOUBLE PRECISION NOT NULL,
  PRIMARY KEY (from_id, to_id)
);
CREATE INDEX links_by_target ON links (to_id);

CREATE TABLE readers (
  id TEXT PRIMARY KEY,
  email TEXT NOT NULL,
  zone TEXT NOT NULL,
  hour BIGINT NOT NULL,
  active BIGINT NOT NULL,
  added BIGINT NOT NULL
);

CREATE TABLE briefs (
  id TEXT PRIMARY KEY,
  reader_id TEXT NOT NULL REFERENCES readers (id),
  day TEXT NOT NULL,
  made BIGINT NOT NULL,
  picks TEXT NOT NULL,
  note TEXT NOT NULL,
  UNIQUE (reader_id, day)
);

-- The picks of all briefs by insight: what a reader was sent, and on which day.
CREATE TABLE sent (
  reader_id TEXT NOT NULL REFERENCES readers (id),
  insight_id TEXT NOT NULL REFERENCES insights (id),
  day TEXT NOT NULL,
  PRIMARY KEY (reader_id, insight_id, day)
);
CREATE INDEX sent_by_insight ON sent (insight_id);

CREATE TABLE deliveries (
  id TEXT PRIMARY KEY,
  brief_id TEXT NOT NULL REFERENCES briefs (id),
  reader_id TEXT NOT NULL REFERENCES readers (id),
  channel TEXT NOT NULL,
  message_id TEXT NOT NULL,
  message TEXT NOT NULL,
  state TEXT NOT NULL,
  attempts BIGINT NOT NULL,
  problem TEXT NOT NULL,
  sent BIGINT,
  UNIQUE (brief_id, channel)
);
CREATE INDEX deliveries_by_state ON deliveries (state) WHERE state <> 'sent';

CREATE TABLE work (
  step TEXT NOT NULL,
  subject TEXT NOT NULL,
  version TEXT NOT NULL,
  state TEXT NOT NULL,
  due BIGINT NOT NULL,
  attempts BIGINT NOT NULL,
  owner TEXT NOT NULL,
  lease_until BIGINT NOT NULL,
  error TEXT NOT NULL,
  PRIMARY KEY (step, subject, version)
);
-- Partial, so that what is done costs nothing when the next work is chosen.
CREATE INDEX work_due_by_step ON work (step, due, subject, version) WHERE state = 'due';
CREATE INDEX work_due ON work (due) WHERE state = 'due';
CREATE INDEX work_leased ON work (owner) WHERE state = 'leased';
CREATE INDEX work_dead ON work (step, subject) WHERE state = 'dead';
