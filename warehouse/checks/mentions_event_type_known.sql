-- severity: fail
-- truth: A mention's type is one of the taxonomy and its status one that this type can have.
-- needs: event_types
SELECT mention_id AS key_value, event_type, status
FROM changed_mentions AS mention
ANTI JOIN event_types AS known
  ON known.event_type = mention.event_type AND (mention.status IS NULL OR known.status = mention.status)
ORDER BY key_value
