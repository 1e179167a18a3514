-- All members of events of which one member has a wanted key, stands in a wanted article, or has a wanted id.
-- Takes wanted_keys(block_key), wanted_articles(article_id) and wanted_ids(id).
WITH found AS (
    SELECT event_id
    FROM (SELECT event_id, unnest(block_keys) AS block_key FROM event_members)
    SEMI JOIN wanted_keys USING (block_key)
    UNION
    SELECT event_id
    FROM event_members
    WHERE article_id IN (SELECT article_id FROM wanted_articles)
        OR event_id IN (SELECT id FROM wanted_ids)
        OR mention_id IN (SELECT id FROM wanted_ids)
)
SELECT event_members.*
FROM event_members
SEMI JOIN found USING (event_id)
