-- severity: fail
-- truth: In every cluster of near-duplicate articles exactly one is canonical.
WITH touched AS (
  SELECT text_cluster_id FROM changed_articles UNION SELECT text_cluster_id FROM removed_articles
)
SELECT text_cluster_id AS key_value, count(*) AS articles, count(*) FILTER (is_canonical) AS canonical
FROM articles SEMI JOIN touched USING (text_cluster_id)
GROUP BY text_cluster_id
HAVING canonical <> 1
ORDER BY key_value
