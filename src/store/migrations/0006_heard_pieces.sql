-- What recognisers answered for a piece of an episode's audio, kept before it is judged and until the transcript is stored, so that a
-- killed transcription goes on where it was. key: hash of the recogniser's version and the piece's sound.
CREATE TABLE heard_pieces (
  key TEXT PRIMARY KEY,
  episode_id TEXT NOT NULL,
  answer TEXT NOT NULL
);
CREATE INDEX heard_pieces_by_episode ON heard_pieces (episode_id);
