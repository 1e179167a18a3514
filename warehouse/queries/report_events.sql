-- The events of the report, latest first, each with the outlet and address of its first report.
SELECT e.*, coalesce(s.title, e.first_source_id) AS source, a.url
FROM events e
LEFT JOIN articles a ON a.article_id = e.first_article_id
LEFT JOIN sources s ON s.source_id = e.first_source_id
ORDER BY e.event_date DESC NULLS LAST, e.first_published_at DESC NULLS LAST, e.event_id
