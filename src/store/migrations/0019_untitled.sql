-- An episode whose publisher gives it no title goes by the first words of its description, else by its day: as fallback_title()
-- (domain/untitled.h) has it, at most 60 bytes of them, and nothing from an address on; looked for in its first 500 letters.
WITH RECURSIVE
  letters (count) AS (SELECT 1 UNION ALL SELECT count + 1 FROM letters WHERE count < 60),
  texts (id, text) AS (
    SELECT id, substr(ltrim(replace(replace(replace(description, char(9), ' '), char(10), ' '), char(13), ' ')), 1, 500)
    FROM episodes WHERE title = ''),
  -- `words` so far, the `word` that comes next and what is behind it; `cut`: no more words.
  steps (id, words, word, rest, cut) AS (
    SELECT id, '', substr(text, 1, instr(text || ' ', ' ') - 1), ltrim(substr(text, instr(text || ' ', ' '))), 0 FROM texts
    UNION ALL
    SELECT id,
      CASE
        WHEN length(CAST(words || iif(words = '', '', ' ') || word AS BLOB)) <= 60 THEN words || iif(words = '', '', ' ') || word
        WHEN words <> '' THEN words || '…'
        ELSE substr(word, 1, (SELECT max(count) FROM letters WHERE length(CAST(substr(word, 1, count) AS BLOB)) <= 60)) || '…'
      END,
      substr(rest, 1, instr(rest || ' ', ' ') - 1),
      ltrim(substr(rest, instr(rest || ' ', ' '))),
      length(CAST(words || iif(words = '', '', ' ') || word AS BLOB)) > 60
    FROM steps WHERE word <> '' AND instr(word, '://') = 0 AND cut = 0
  )
UPDATE episodes SET title = iif(found.words <> '', found.words,
  'Episode of ' || CAST(strftime('%d', published / 1000000, 'unixepoch') AS INTEGER) || ' ' ||
  CASE strftime('%m', published / 1000000, 'unixepoch')
    WHEN '01' THEN 'January' WHEN '02' THEN 'February' WHEN '03' THEN 'March' WHEN '04' THEN 'April'
    WHEN '05' THEN 'May' WHEN '06' THEN 'June' WHEN '07' THEN 'July' WHEN '08' THEN 'August'
    WHEN '09' THEN 'September' WHEN '10' THEN 'October' WHEN '11' THEN 'November' ELSE 'December' END ||
  strftime(' %Y', published / 1000000, 'unixepoch'))
FROM (SELECT id, words FROM steps WHERE word = '' OR instr(word, '://') > 0 OR cut = 1) AS found
WHERE episodes.id = found.id;
