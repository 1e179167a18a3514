-- The articles in `wanted` as they are.
SELECT articles.*
FROM articles
SEMI JOIN wanted ON wanted.article_id = articles.article_id
ORDER BY articles.article_id
