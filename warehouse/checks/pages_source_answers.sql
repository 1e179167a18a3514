-- severity: warn
-- truth: Of four or more requests to a source, at least half were answered without an error.
SELECT source_id AS key_value, count(*) AS requests, count(*) FILTER (status IS NULL OR status >= 400) AS failed
FROM changed_pages
GROUP BY source_id
HAVING requests >= 4 AND failed > requests / 2
ORDER BY key_value
