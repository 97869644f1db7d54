-- What a feed says of its own rhythm (podcast:updateFrequency): update_rule: an RRULE; announced_end: that nothing more comes.
ALTER TABLE feeds ADD COLUMN update_rule TEXT NOT NULL DEFAULT '';
ALTER TABLE feeds ADD COLUMN announced_end BIGINT NOT NULL DEFAULT 0;
