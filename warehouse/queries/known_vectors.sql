-- Whole stories of which one vector shares at least four of its forty-eight heaviest terms with one article of the batch.
-- Takes batch_keys(article_id, term) and span(first_day, last_day).
WITH keys AS (
    SELECT story_id, article_id, unnest(terms[1:48]) AS term
    FROM story_vectors
    WHERE published_on BETWEEN (SELECT first_day FROM span) AND (SELECT last_day FROM span)
),
pairs AS (
    SELECT keys.story_id, keys.article_id, batch_keys.article_id AS batch_article_id
    FROM keys
    JOIN batch_keys USING (term)
    GROUP BY ALL
    HAVING count(*) >= 4
)
SELECT story_vectors.*
FROM story_vectors
SEMI JOIN pairs USING (story_id)
WHERE published_on BETWEEN (SELECT first_day FROM span) AND (SELECT last_day FROM span)
