-- severity: fail
-- truth: Nothing was fetched that robots.txt disallows.
SELECT page_id AS key_value, url, robots_verdict, status
FROM changed_pages
WHERE robots_verdict <> 'allowed' AND kind <> 'robots' AND status IS NOT NULL
ORDER BY key_value
