-- The newest good answer of each article address that is not refined under the rules version of `rules`.
WITH newest AS (
    SELECT *
    FROM pages
    WHERE kind = 'article' AND status = 200 AND error IS NULL AND warc_file IS NOT NULL
    QUALIFY row_number() OVER (PARTITION BY url ORDER BY fetched_at DESC, page_id) = 1
)
SELECT newest.*
FROM newest
ANTI JOIN (SELECT page_id, rules_version FROM refinements) done
    ON done.page_id = newest.page_id AND done.rules_version = (SELECT rules_version FROM rules)
ORDER BY newest.fetched_at, newest.page_id
