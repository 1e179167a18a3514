-- The event members of the articles in `wanted` as they are.
SELECT event_members.*
FROM event_members
SEMI JOIN wanted ON wanted.article_id = event_members.article_id
ORDER BY event_members.mention_id
