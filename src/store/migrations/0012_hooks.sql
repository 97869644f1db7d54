-- Webhooks and what was sent to them (domain/hook.h).
CREATE TABLE hooks (
  id TEXT PRIMARY KEY,
  reader_id TEXT NOT NULL,
  url TEXT NOT NULL,
  secret TEXT NOT NULL,
  events TEXT NOT NULL,
  words TEXT NOT NULL,
  state TEXT NOT NULL,
  problem TEXT NOT NULL,
  failures BIGINT NOT NULL,
  rests_until BIGINT,
  added BIGINT NOT NULL
);
CREATE INDEX hooks_by_reader ON hooks (reader_id);

CREATE TABLE hook_messages (
  id TEXT PRIMARY KEY,
  hook_id TEXT NOT NULL REFERENCES hooks (id) ON DELETE CASCADE,
  event TEXT NOT NULL,
  subject TEXT NOT NULL,
  body TEXT NOT NULL,
  made BIGINT NOT NULL,
  state TEXT NOT NULL,
  attempts BIGINT NOT NULL,
  tried BIGINT,
  status BIGINT NOT NULL,
  answer TEXT NOT NULL
);
CREATE INDEX hook_messages_by_hook ON hook_messages (hook_id, made);
