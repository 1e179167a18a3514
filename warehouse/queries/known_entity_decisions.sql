-- Ids of companies and products that gave way, or that others gave way to, among the wanted ids. Takes wanted_ids(id).
SELECT entity_decisions.*
FROM entity_decisions
WHERE old_id IN (SELECT id FROM wanted_ids) OR kept_id IN (SELECT id FROM wanted_ids)
