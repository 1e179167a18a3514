-- severity: warn
-- truth: An event's date is neither before 1950 nor more than five years ahead.
SELECT event_id AS key_value, event_date
FROM changed_events
WHERE event_date < DATE '1950-01-01' OR event_date > CAST(getvariable('now') AS DATE) + INTERVAL 5 YEAR
ORDER BY key_value
