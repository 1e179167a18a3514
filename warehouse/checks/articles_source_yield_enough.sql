-- severity: warn
-- truth: A source that has been read for a week yields as many articles a week as its file expects.
-- needs: expectations
WITH week AS (
  SELECT source_id, count(*) AS articles
  FROM articles
  WHERE first_seen_at > CAST(getvariable('now') AS TIMESTAMPTZ) - INTERVAL 7 DAY
  GROUP BY source_id
), old AS (
  SELECT DISTINCT source_id
  FROM articles
  WHERE first_seen_at BETWEEN CAST(getvariable('now') AS TIMESTAMPTZ) - INTERVAL 35 DAY
    AND CAST(getvariable('now') AS TIMESTAMPTZ) - INTERVAL 7 DAY
)
SELECT source_id AS key_value, coalesce(articles, 0) AS articles_in_a_week, min_articles_per_week
FROM expectations SEMI JOIN old USING (source_id) LEFT JOIN week USING (source_id)
WHERE coalesce(articles, 0) < min_articles_per_week
  AND EXISTS (FROM changed_articles)
ORDER BY key_value
