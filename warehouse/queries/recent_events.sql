-- The news of the days since `since.moment`, the latest first: what a reader opens in the morning.
SELECT event.first_published_at, event.event_type, event.status, event.company, event.product, event.indication,
       event.region, event.amount, event.amount_currency, event.article_count, event.quote, event.event_id
FROM events AS event JOIN since ON event.first_published_at >= since.moment
WHERE event.primary_article_count > 0
ORDER BY event.first_published_at DESC, event.event_id
