-- severity: warn
-- truth: Of five or more articles of a source, as large a share has a publication time as its file expects.
-- needs: expectations
SELECT source_id AS key_value, count(*) AS articles, count(published_at) / count(*) AS filled, min_published_at_filled
FROM changed_articles JOIN expectations USING (source_id)
GROUP BY source_id, min_published_at_filled
HAVING articles >= 5 AND filled < min_published_at_filled
ORDER BY key_value
