-- In which clusters and articles the batch's shingles stand: one row a shingle and article while it is not worn
-- (more than three clusters have it, and it came on more than three days); else one row without an article but with the
-- days on which it came.
-- Takes batch_shingles(shingle) and span(first_day, last_day).
WITH known AS (
    SELECT article_id, text_cluster_id, published_on, unnest(shingles) AS shingle
    FROM text_prints
    WHERE published_on BETWEEN (SELECT first_day FROM span) AND (SELECT last_day FROM span)
),
hits AS (
    SELECT shingle, text_cluster_id, article_id, published_on
    FROM known
    SEMI JOIN batch_shingles USING (shingle)
),
spread AS (
    SELECT shingle, count(DISTINCT text_cluster_id) AS cluster_count, list(DISTINCT published_on) AS days
    FROM hits
    GROUP BY shingle
)
SELECT hits.shingle, hits.article_id, NULL AS days
FROM hits
JOIN spread USING (shingle)
WHERE cluster_count <= 3 OR len(days) <= 3
UNION ALL
SELECT shingle, NULL, list_sort(days)
FROM spread
WHERE cluster_count > 3 AND len(days) > 3
