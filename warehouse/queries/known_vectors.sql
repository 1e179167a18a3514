-- Story vectors that share at least three of their twenty-four heaviest terms with one article of the batch.
-- Takes batch_keys(article_id, term) and span(first_day, last_day).
WITH near AS (
    SELECT *
    FROM story_vectors
    WHERE published_on BETWEEN (SELECT first_day FROM span) AND (SELECT last_day FROM span)
),
keys AS (
    SELECT article_id, unnest(terms[1:24]) AS term
    FROM near
),
pairs AS (
    SELECT keys.article_id, batch_keys.article_id AS batch_article_id
    FROM keys
    JOIN batch_keys USING (term)
    GROUP BY ALL
    HAVING count(*) >= 3
)
SELECT near.*
FROM near
SEMI JOIN pairs USING (article_id)
