-- severity: fail
-- truth: An event's amount is positive and has a currency.
SELECT event_id AS key_value, amount, amount_currency, amount_usd
FROM changed_events
WHERE amount <= 0 OR amount_usd <= 0 OR (amount IS NOT NULL AND coalesce(amount_currency, '') = '')
ORDER BY key_value
