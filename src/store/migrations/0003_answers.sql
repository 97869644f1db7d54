-- What language models answered, kept before it is judged so that nothing is paid for twice, and what it cost. cost: millionths
-- of the currency of the prices; latency: milliseconds. offered, stood and faults are known once an answer was judged.
CREATE TABLE answers (
  key TEXT PRIMARY KEY,
  episode_id TEXT NOT NULL,
  purpose TEXT NOT NULL,
  model TEXT NOT NULL,
  version TEXT NOT NULL,
  asked BIGINT NOT NULL,
  content TEXT NOT NULL,
  finish TEXT NOT NULL,
  prompt_tokens BIGINT NOT NULL,
  completion_tokens BIGINT NOT NULL,
  cost BIGINT NOT NULL,
  latency BIGINT NOT NULL,
  offered BIGINT NOT NULL DEFAULT 0,
  stood BIGINT NOT NULL DEFAULT 0,
  faults TEXT NOT NULL DEFAULT ''
);
CREATE INDEX answers_by_time ON answers (asked);
CREATE INDEX answers_by_episode ON answers (episode_id, asked);
