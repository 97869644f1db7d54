-- What makes the same claim is told by other rules than before (decision 20). Until an episode is related again, which is due now,
-- its insights restate none of another episode.
UPDATE links SET kind = 'related'
WHERE kind = 'restates'
  AND (SELECT episode_id FROM insights WHERE id = from_id) <> (SELECT episode_id FROM insights WHERE id = to_id);
UPDATE work SET state = 'due', attempts = 0 WHERE step = 'relate' AND state = 'done';
