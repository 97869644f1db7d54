-- How likely an insight's headline is understood by itself, 0..1. What was distilled before is taken to be clear until it is distilled again.
ALTER TABLE insights ADD COLUMN clarity DOUBLE PRECISION NOT NULL DEFAULT 1;
