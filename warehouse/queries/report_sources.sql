-- What each source has yielded so far.
SELECT
    s.source_id, s.title, s.homepage,
    (SELECT count(*) FROM pages p WHERE p.source_id = s.source_id) AS pages,
    (SELECT count(*) FROM pages p WHERE p.source_id = s.source_id AND (p.error IS NOT NULL OR p.status >= 400)) AS failed_pages,
    (SELECT count(*) FROM articles a WHERE a.source_id = s.source_id) AS articles,
    (SELECT count(DISTINCT ea.event_id) FROM event_articles ea WHERE ea.source_id = s.source_id) AS events,
    (SELECT count(*) FROM removed_blocks b JOIN articles a USING (article_id) WHERE a.source_id = s.source_id) AS removed_blocks,
    (SELECT strftime(max(a.published_at), '%Y-%m-%d %H:%M') FROM articles a WHERE a.source_id = s.source_id) AS last_published_at
FROM sources s
ORDER BY s.source_id
