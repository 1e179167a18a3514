-- severity: fail
-- truth: The article that an event names as its first is one of those that report it.
SELECT event_id AS key_value, first_article_id
FROM changed_events AS event
ANTI JOIN event_articles AS report
  ON report.event_id = event.event_id AND report.article_id = event.first_article_id
ORDER BY key_value
