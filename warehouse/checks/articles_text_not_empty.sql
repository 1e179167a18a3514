-- severity: fail
-- truth: An article has a text.
SELECT article_id AS key_value, url, word_count
FROM changed_articles
WHERE trim(text, E' \t\n') = '' OR word_count = 0
ORDER BY key_value
