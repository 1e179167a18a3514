-- An event with everything a timeline shows: who, what, where, when, who said so first, and the sentence.
WITH companies AS (
  SELECT event_id, string_agg(DISTINCT company, '; ' ORDER BY company) AS companies FROM event_companies GROUP BY event_id
), products AS (
  SELECT event_id, string_agg(DISTINCT product, '; ' ORDER BY product) AS products FROM event_products GROUP BY event_id
), trials AS (
  SELECT event_id, string_agg(DISTINCT coalesce(trial_id, trial_name), '; ' ORDER BY coalesce(trial_id, trial_name)) AS trials
  FROM event_trials GROUP BY event_id
)
SELECT
  coalesce(event.event_date, CAST(event.first_published_at AS DATE)) AS timeline_date,
  event.event_id, event.event_family, event.event_type, event.status, event.polarity,
  companies.companies, products.products, event.target, event.modality, event.indication, event.phase,
  event.regulator, event.region, event.designation, event.amount, event.amount_currency, event.amount_usd,
  event.amount_role, trials.trials, event.event_date, event.event_date_precision, event.event_date_basis,
  event.primary_article_count > 0 AS is_news, event.is_disputed, event.article_count, event.source_count,
  event.first_published_at, source.title AS first_source, report.url AS first_url, event.quote,
  event.known_at, event.updated_at
FROM events AS event
LEFT JOIN companies USING (event_id)
LEFT JOIN products USING (event_id)
LEFT JOIN trials USING (event_id)
LEFT JOIN sources AS source ON source.source_id = event.first_source_id
LEFT JOIN event_articles AS report
  ON report.event_id = event.event_id AND report.article_id = event.first_article_id
ORDER BY timeline_date, event.event_id
