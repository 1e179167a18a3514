-- severity: fail
-- truth: A page whose body came has the file and the offset under which it lies in the archive.
SELECT page_id AS key_value, url, sha256, warc_file, warc_offset
FROM changed_pages
WHERE sha256 IS NOT NULL AND (warc_file IS NULL OR warc_offset IS NULL)
ORDER BY key_value
