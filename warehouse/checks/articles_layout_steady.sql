-- severity: warn
-- truth: A source's articles are not suddenly less than half as long as its last ones: its layout may have changed.
WITH lately AS (
  SELECT source_id, median(word_count) AS words, count(*) AS articles FROM changed_articles GROUP BY source_id
), before AS (
  SELECT source_id, median(word_count) AS words, count(*) AS articles
  FROM articles ANTI JOIN changed_articles USING (article_id)
  WHERE articles.first_seen_at > CAST(getvariable('now') AS TIMESTAMPTZ) - INTERVAL 60 DAY
  GROUP BY source_id
)
SELECT lately.source_id AS key_value, lately.words AS words, before.words AS words_before
FROM lately JOIN before USING (source_id)
WHERE lately.articles >= 5 AND before.articles >= 10 AND lately.words < before.words / 2
ORDER BY key_value
