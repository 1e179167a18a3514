-- An outlet and how well it is read: what came, what became of it, and how often it was first.
WITH fetched AS (
  SELECT source_id, count(*) AS request_count,
         count(*) FILTER (status IS NULL OR status >= 400) AS failed_request_count,
         count(*) FILTER (robots_verdict <> 'allowed') AS disallowed_count,
         max(fetched_at) AS last_fetched_at
  FROM pages GROUP BY source_id
), cleaned AS (
  SELECT source_id, count(*) AS article_count, count(*) FILTER (NOT is_canonical) AS duplicate_count,
         count(published_at) / count(*) AS published_at_filled,
         count(*) FILTER (is_published_at_disputed) / count(*) AS published_at_disputed,
         median(word_count) AS median_word_count, max(published_at) AS last_published_at
  FROM articles GROUP BY source_id
), reported AS (
  SELECT source_id, count(DISTINCT event_id) AS event_count, median(lag_hours) AS median_lag_hours
  FROM event_articles WHERE role = 'primary' GROUP BY source_id
), first AS (
  SELECT first_source_id AS source_id, count(*) AS first_event_count
  FROM events WHERE primary_article_count > 0 GROUP BY first_source_id
)
SELECT
  source.source_id, source.title, source.country, source.language, source.kind,
  coalesce(request_count, 0) AS request_count, coalesce(failed_request_count, 0) AS failed_request_count,
  coalesce(disallowed_count, 0) AS disallowed_count, last_fetched_at,
  coalesce(article_count, 0) AS article_count, coalesce(duplicate_count, 0) AS duplicate_count,
  published_at_filled, published_at_disputed, median_word_count, last_published_at,
  coalesce(event_count, 0) AS event_count, coalesce(first_event_count, 0) AS first_event_count, median_lag_hours
FROM sources AS source
LEFT JOIN fetched USING (source_id)
LEFT JOIN cleaned USING (source_id)
LEFT JOIN reported USING (source_id)
LEFT JOIN first USING (source_id)
ORDER BY source.source_id
