-- The mentions of the articles in `wanted` as they are.
SELECT mentions.*
FROM mentions
SEMI JOIN wanted ON wanted.article_id = mentions.article_id
ORDER BY mentions.mention_id
