-- severity: warn
-- truth: Of five or more pages of a source, at most half give no article.
SELECT source_id AS key_value, count(*) AS pages, count(*) FILTER (outcome = 'reject') AS rejected
FROM changed_refinements JOIN pages USING (page_id)
GROUP BY source_id
HAVING pages >= 5 AND rejected > pages / 2
ORDER BY key_value
