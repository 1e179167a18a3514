-- severity: warn
-- truth: A source yields no more articles a day than its file expects.
-- needs: expectations
WITH day AS (
  SELECT source_id, count(*) AS articles
  FROM articles
  WHERE published_at > CAST(getvariable('now') AS TIMESTAMPTZ) - INTERVAL 1 DAY
    AND source_id IN (SELECT source_id FROM changed_articles)
  GROUP BY source_id
)
SELECT source_id AS key_value, articles AS articles_in_a_day, max_articles_per_day
FROM day JOIN expectations USING (source_id)
WHERE articles > max_articles_per_day
ORDER BY key_value
