-- What was the largest deal or financing of each month, in dollars as stated?
SELECT date_trunc('month', event.first_published_at) AS month, event.event_type, event.company, event.amount_usd,
       event.amount_role, event.quote
FROM events AS event
WHERE event.event_family IN ('DEALS', 'FINANCE') AND event.amount_usd IS NOT NULL AND event.primary_article_count > 0
QUALIFY row_number() OVER (PARTITION BY month ORDER BY event.amount_usd DESC, event.event_id) = 1
ORDER BY month DESC
