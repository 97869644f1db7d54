-- is_private: the address of one of the show's feeds holds a secret.
ALTER TABLE shows ADD COLUMN is_private BIGINT NOT NULL DEFAULT 0;

-- What publishers' servers are owed. subject: a host, or a feed's id; rests_until: they asked not to be asked sooner; free_at: the pace
-- between two requests.
CREATE TABLE rests (
  subject TEXT PRIMARY KEY,
  rests_until BIGINT NOT NULL,
  free_at BIGINT NOT NULL
);
