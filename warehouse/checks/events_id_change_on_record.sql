-- severity: fail
-- truth: Where reports of an event that readers knew have moved to another event, a row of event_id_changes says so.
WITH gone AS (SELECT event_id FROM removed_events ANTI JOIN changed_events USING (event_id)),
moved AS (
  SELECT DISTINCT before.event_id
  FROM removed_event_articles AS before
  SEMI JOIN gone ON gone.event_id = before.event_id
  JOIN changed_event_articles AS since USING (article_id)
  WHERE since.event_id <> before.event_id
)
SELECT event_id AS key_value
FROM moved ANTI JOIN event_id_changes AS change ON change.old_event_id = moved.event_id
ORDER BY key_value
