-- Which outlet reports first, and how many hours are the others behind?
SELECT report.source_id, count(*) AS reports, count(*) FILTER (report.lag_hours = 0) AS first_reports,
       round(median(report.lag_hours) FILTER (report.lag_hours > 0), 1) AS median_hours_behind
FROM event_articles AS report JOIN events AS event USING (event_id)
WHERE report.role = 'primary' AND event.source_count > 1
GROUP BY report.source_id
ORDER BY first_reports DESC, report.source_id
