-- severity: fail
-- truth: An event's article_count and source_count are those of its rows in event_articles, and at least one.
WITH touched AS (
  SELECT event_id FROM changed_events
  UNION SELECT event_id FROM changed_event_articles
  UNION SELECT event_id FROM removed_event_articles
), reports AS (
  SELECT event_id, count(DISTINCT article_id) AS articles, count(DISTINCT source_id) AS sources,
         count(DISTINCT article_id) FILTER (role = 'primary') AS primaries
  FROM event_articles SEMI JOIN touched USING (event_id)
  GROUP BY event_id
)
SELECT event_id AS key_value, article_count, articles, source_count, sources, primary_article_count, primaries
FROM events SEMI JOIN touched USING (event_id) LEFT JOIN reports USING (event_id)
WHERE (article_count, source_count, primary_article_count) IS DISTINCT FROM (articles, sources, primaries)
ORDER BY key_value
