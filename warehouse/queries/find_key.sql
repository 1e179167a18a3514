-- What an address or an id stands for: kind and id, an event before an article before a page. `wanted` holds the key.
SELECT kind, id
FROM (
  SELECT 1 AS rank, 'event' AS kind, event_id AS id FROM events JOIN wanted ON event_id = wanted.key
  UNION ALL
  SELECT 2, 'event', new_event_id FROM event_id_changes JOIN wanted ON old_event_id = wanted.key
  UNION ALL
  SELECT 3, 'article', article_id FROM mentions JOIN wanted ON mention_id = wanted.key
  UNION ALL
  SELECT 4, 'article', article_id FROM articles JOIN wanted ON wanted.key IN (article_id, url, canonical_url)
  UNION ALL
  SELECT 5, 'article', article_id FROM pages JOIN articles USING (page_id) JOIN wanted
    ON wanted.key IN (pages.page_id, pages.url, pages.final_url)
  UNION ALL
  SELECT 6, 'page', page_id FROM pages JOIN wanted ON wanted.key IN (page_id, url, final_url)
)
ORDER BY rank, id
LIMIT 1
