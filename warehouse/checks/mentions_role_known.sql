-- severity: fail
-- truth: A mention is primary or background, and its polarity, if any, is positive, negative or mixed.
SELECT mention_id AS key_value, role, polarity
FROM changed_mentions
WHERE role NOT IN ('primary', 'background') OR polarity NOT IN ('positive', 'negative', 'mixed')
ORDER BY key_value
