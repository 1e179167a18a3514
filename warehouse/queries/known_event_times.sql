-- When the wanted events were first known. Takes wanted_events(event_id).
SELECT event_id, known_at
FROM events
SEMI JOIN wanted_events USING (event_id)
