-- Links from the wanted events. Takes wanted_events(event_id).
SELECT event_links.*
FROM event_links
SEMI JOIN wanted_events USING (event_id)
