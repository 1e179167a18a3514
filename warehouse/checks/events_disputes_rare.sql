-- severity: warn
-- truth: Of ten or more events of one type, at most a third are told with amounts or dates that disagree.
SELECT event_type AS key_value, count(*) AS events, count(*) FILTER (is_disputed) AS disputed
FROM changed_events
GROUP BY event_type
HAVING events >= 10 AND disputed > events / 3
ORDER BY key_value
