-- severity: warn
-- truth: Of five or more articles of a source, at most one in five has signals that disagree on its date.
SELECT source_id AS key_value, count(*) AS articles, count(*) FILTER (is_published_at_disputed) AS disputed
FROM changed_articles
GROUP BY source_id
HAVING articles >= 5 AND disputed > articles / 5
ORDER BY key_value
