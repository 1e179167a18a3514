-- Whole stories of which one vector shares at least three of its thirty-two heaviest terms with one article of the batch,
-- or of which one is wanted.
-- Terms that are among the heaviest of more than a hundred and fifty vectors bring no two together.
-- Takes batch_keys(article_id, term), wanted_articles(article_id) and span(first_day, last_day).
WITH keys AS (
    SELECT story_id, article_id, unnest(terms[1:32]) AS term
    FROM story_vectors
    WHERE published_on BETWEEN (SELECT first_day FROM span) AND (SELECT last_day FROM span)
),
hits AS (
    SELECT story_id, article_id, term
    FROM keys
    SEMI JOIN batch_keys USING (term)
),
rare AS (
    SELECT term
    FROM hits
    GROUP BY term
    HAVING count(*) <= 150
),
pairs AS (
    SELECT hits.story_id, hits.article_id, batch_keys.article_id AS batch_article_id
    FROM hits
    SEMI JOIN rare USING (term)
    JOIN batch_keys USING (term)
    GROUP BY ALL
    HAVING count(*) >= 3
),
stories AS (
    SELECT story_id FROM pairs
    UNION
    SELECT story_id FROM story_vectors SEMI JOIN wanted_articles USING (article_id)
)
SELECT story_vectors.*
FROM story_vectors
SEMI JOIN stories USING (story_id)
WHERE published_on BETWEEN (SELECT first_day FROM span) AND (SELECT last_day FROM span)
