-- In how many clusters the batch's terms stand, in the months that a span touches.
-- Takes batch_terms(term) and span(first_day, last_day).
SELECT term, sum(cluster_count)::BIGINT AS cluster_count
FROM term_counts
SEMI JOIN batch_terms USING (term)
WHERE month BETWEEN (SELECT date_trunc('month', first_day)::DATE FROM span) AND (SELECT last_day FROM span)
GROUP BY term
