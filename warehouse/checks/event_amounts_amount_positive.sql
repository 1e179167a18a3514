-- severity: fail
-- truth: Every amount of an event is positive and has a currency of three letters.
SELECT concat_ws(' ', event_id, role) AS key_value, amount, currency
FROM changed_event_amounts
WHERE amount <= 0 OR NOT isfinite(amount) OR NOT regexp_full_match(currency, '[A-Z]{3}')
ORDER BY key_value
