-- severity: fail
-- truth: No article was published after it was read (an hour is granted to clocks that are ahead).
SELECT article_id AS key_value, published_at, first_seen_at
FROM changed_articles
WHERE published_at > greatest(CAST(getvariable('now') AS TIMESTAMPTZ), first_seen_at) + INTERVAL 1 HOUR
ORDER BY key_value
