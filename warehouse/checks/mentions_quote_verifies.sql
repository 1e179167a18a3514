-- severity: fail
-- truth: A mention's quote stands in its article's text at its offsets, character for character.
SELECT mention_id AS key_value, article_id, quote_start, quote_end, quote,
       substring(article.text, quote_start + 1, quote_end - quote_start) AS found
FROM (
  SELECT mention_id, article_id, quote_start, quote_end, quote FROM changed_mentions
  UNION
  SELECT mention_id, article_id, quote_start, quote_end, quote FROM mentions SEMI JOIN changed_articles USING (article_id)
) AS mention
JOIN articles AS article USING (article_id)
WHERE quote = '' OR found IS DISTINCT FROM quote
ORDER BY key_value
