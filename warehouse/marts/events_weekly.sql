-- Events of one type and status first reported in one week (Monday, UTC), and how widely.
SELECT
  CAST(date_trunc('week', first_published_at) AS DATE) AS week_date,
  event_family, event_type, coalesce(status, 'unstated') AS status,
  count(*) AS event_count,
  CAST(sum(article_count) AS BIGINT) AS article_count,
  count(*) FILTER (source_count > 1) AS event_count_of_several_sources
FROM events
WHERE primary_article_count > 0 AND first_published_at IS NOT NULL
GROUP BY ALL
ORDER BY week_date, event_family, event_type, status
