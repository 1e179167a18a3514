-- All links of events that are wanted, or of which one link leads to a wanted one. Takes wanted_events(event_id).
WITH concerned AS (
    SELECT event_id
    FROM wanted_events
    UNION
    SELECT event_links.event_id
    FROM event_links
    JOIN wanted_events ON wanted_events.event_id = event_links.next_event_id
)
SELECT event_links.*
FROM event_links
SEMI JOIN concerned USING (event_id)
