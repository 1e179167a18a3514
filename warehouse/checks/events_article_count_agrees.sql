-- severity: fail
-- truth: An event's counts of articles and sources are those of its rows in event_articles, and there is at least one.
WITH touched AS (
  SELECT event_id FROM changed_events
  UNION SELECT event_id FROM changed_event_articles
  UNION SELECT event_id FROM removed_event_articles
), unchanged AS (
  SELECT event_id FROM touched ANTI JOIN changed_events USING (event_id)
), counted AS (
  SELECT event_id, article_count, source_count, primary_article_count FROM changed_events
  UNION ALL
  SELECT event_id, article_count, source_count, primary_article_count FROM events SEMI JOIN unchanged USING (event_id)
), reports AS (
  SELECT event_id, count(DISTINCT article_id) AS articles, count(DISTINCT source_id) AS sources,
         count(DISTINCT article_id) FILTER (role = 'primary') AS primaries
  FROM event_articles SEMI JOIN touched USING (event_id)
  GROUP BY event_id
)
SELECT event_id AS key_value, article_count, articles, source_count, sources, primary_article_count, primaries
FROM counted LEFT JOIN reports USING (event_id)
WHERE (article_count, source_count, primary_article_count) IS DISTINCT FROM (articles, sources, primaries)
ORDER BY key_value
