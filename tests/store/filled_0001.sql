-- A home as the first schema held it, for the test that migrates it. Append-only: never change it with the schema.
INSERT INTO shows VALUES ('sh_one', 'the-show', 'The Show', 'Ann', 'About heat.', 'https://a.example', '', 'en',
  '["Science"]', '[{"name":"Ann Host","role":"host"}]', 1700000000000000, 0, 0);
INSERT INTO feeds VALUES ('fe_one', 'sh_one', 'https://a.example/feed', '', '"e1"', '', 'abc', 1700000000000000, NULL, NULL, 0, '', 0, '');
INSERT INTO feed_urls VALUES ('https://a.example/feed', 'fe_one');
INSERT INTO episodes VALUES ('ep_one', 'sh_one', 'fe_one', 'guid', '', 'An episode', '', '', 1700000000000000, '', 1700000000000000,
  'https://a.example/a.mp3', 'audio/mpeg', 10, 3600, '', '', '', '', '', '', '', 'distilled', '', 0, 0);
INSERT INTO insights VALUES ('in_one', 'ep_one', 'sh_one', 'Heat pumps work in the cold', 'Heat pumps work in the cold; he has one.', 'Ann Host',
  '["heating"]', '', 2.5, 4000, '[{"first":2,"last":2,"start":4000,"end":9000,"speaker":"Ann Host","text":"Heat pumps work"}]',
  'builtin', '1', 1700000000000000, 1700000000000000, '');
INSERT INTO readers VALUES ('re_home', '', 'UTC', 360, 1, 1700000000000000);
INSERT INTO briefs VALUES ('br_one', 're_home', '2026-11-25', 1700000000000000, '[{"insight_id":"in_one","reason":"new","score":1.5}]', '');
INSERT INTO sent VALUES ('re_home', 'in_one', '2026-11-25');
INSERT INTO work VALUES ('poll', 'fe_one', '', 'due', 1700000000000000, 0, '', 0, '');
