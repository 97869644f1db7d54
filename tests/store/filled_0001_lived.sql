-- More of the home in filled_0001.sql, as the first schema held it: what migrations change or must carry over. Append-only, too.
INSERT INTO episodes VALUES ('ep_two', 'sh_one', 'fe_one', 'guid2', '', '', '', 'Cold winters, again.', 1700100000000000, '', 1700100000000000,
  'https://a.example/b.mp3', 'audio/mpeg', 10, 3600, '', '', '', '', '', '', '', 'distilled', '', 0, 0);
INSERT INTO insights VALUES ('in_two', 'ep_two', 'sh_one', 'Heat pumps heat in winter', 'Heat pumps heat in winter; she has one.', 'Bea',
  '["heating"]', '', 2.5, 4000, '[{"first":2,"last":2,"start":4000,"end":9000,"speaker":"Bea","text":"Heat pumps heat"}]',
  'builtin', '1', 1700100000000000, 1700100000000000, '');
INSERT INTO insights VALUES ('in_three', 'ep_one', 'sh_one', 'He has a heat pump', 'He has a heat pump, which works in the cold.', 'Ann Host',
  '["heating"]', '', 1.5, 9000, '[{"first":3,"last":3,"start":9000,"end":14000,"speaker":"Ann Host","text":"I have one"}]',
  'builtin', '1', 1700000000000000, 1700000000000000, '');
INSERT INTO links VALUES ('in_two', 'in_one', 'restates', 0.9);
INSERT INTO links VALUES ('in_one', 'in_three', 'restates', 0.8);
INSERT INTO work VALUES ('relate', 'ep_two', '1', 'done', 1700100000000000, 3, '', 0, '');
INSERT INTO readers VALUES ('re_ann', 'ann@example.org', 'Europe/Berlin', 420, 1, 1700000000000000);
INSERT INTO readers VALUES ('re_bob', 'bob@example.org', 'UTC', 480, 0, 1700000000000000);
INSERT INTO briefs VALUES ('br_bob', 're_bob', '2026-11-25', 1700000000000000, '[{"insight_id":"in_one","reason":"new","score":1.5}]', '');
INSERT INTO sent VALUES ('re_bob', 'in_one', '2026-11-25');
INSERT INTO deliveries VALUES ('de_bob', 'br_bob', 're_bob', 'smtp', 'br_bob@pith.example', 'the bytes', 'in_doubt', 2, 'no answer in time', NULL);
