-- How episodes were distilled, run by run, and what fell. dropped: a list of {reason, count}, in rows of its own in `drops`, for sums.
CREATE TABLE distillations (
  episode_id TEXT NOT NULL,
  made BIGINT NOT NULL,
  wanted TEXT NOT NULL,
  engine TEXT NOT NULL,
  version TEXT NOT NULL,
  insights BIGINT NOT NULL,
  dropped TEXT NOT NULL,
  note TEXT NOT NULL,
  provisional BIGINT NOT NULL,
  PRIMARY KEY (episode_id, made)
);
CREATE INDEX distillations_by_time ON distillations (made, episode_id);

CREATE TABLE drops (
  episode_id TEXT NOT NULL,
  made BIGINT NOT NULL,
  wanted TEXT NOT NULL,
  reason TEXT NOT NULL,
  count BIGINT NOT NULL,
  PRIMARY KEY (episode_id, made, reason)
);
CREATE INDEX drops_by_time ON drops (made);

-- What questions to a language model that are under way may cost at most; cost: millionths. What a killed process left counts on.
CREATE TABLE set_aside (
  key TEXT NOT NULL,
  asked BIGINT NOT NULL,
  tokens BIGINT NOT NULL,
  cost BIGINT NOT NULL,
  PRIMARY KEY (key, asked)
);
CREATE INDEX set_aside_by_time ON set_aside (asked);
