-- severity: fail
-- truth: The article that an event names as its first is one of those that report it.
WITH reports AS (SELECT event_id, article_id FROM event_articles SEMI JOIN changed_events USING (event_id))
SELECT event_id AS key_value, first_article_id
FROM changed_events AS event
ANTI JOIN reports AS report
  ON report.event_id = event.event_id AND report.article_id = event.first_article_id
ORDER BY key_value
