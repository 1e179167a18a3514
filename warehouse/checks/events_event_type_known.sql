-- severity: fail
-- truth: An event's type is one of the taxonomy, in its family, and its status one that this type can have.
-- needs: event_types
SELECT event_id AS key_value, event_family, event_type, status
FROM changed_events AS event
ANTI JOIN event_types AS known
  ON known.event_type = event.event_type AND known.event_family = event.event_family
  AND (event.status IS NULL OR known.status = event.status)
ORDER BY key_value
