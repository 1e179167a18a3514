-- Whole clusters of which one print is among the wanted: by article, by its words or by its title.
-- Takes wanted_articles(article_id), wanted_words(words_hash), wanted_titles(title_hash) and span(first_day, last_day).
WITH near AS (
    SELECT *
    FROM text_prints
    WHERE published_on BETWEEN (SELECT first_day FROM span) AND (SELECT last_day FROM span)
),
found AS (
    SELECT DISTINCT text_cluster_id
    FROM near
    WHERE article_id IN (SELECT article_id FROM wanted_articles)
        OR words_hash IN (SELECT words_hash FROM wanted_words)
        OR title_hash IN (SELECT title_hash FROM wanted_titles)
)
SELECT near.*
FROM near
SEMI JOIN found USING (text_cluster_id)
