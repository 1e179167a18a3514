-- Which trials may start or have started in China, for which cancers, and who says so?
SELECT coalesce(event.event_date, CAST(event.first_published_at AS DATE)) AS day, event.status, event.company,
       event.product, event.target, event.phase, event.indication, event.quote
FROM events AS event
WHERE event.event_type IN ('trial_clearance', 'trial_start') AND event.region = 'China'
ORDER BY day DESC, event.event_id
