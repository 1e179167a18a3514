-- The last row about each address of the sources in `wanted`, failures included.
SELECT pages.*
FROM pages
SEMI JOIN wanted ON wanted.source_id = pages.source_id
QUALIFY row_number() OVER (PARTITION BY url ORDER BY fetched_at DESC, page_id DESC) = 1
ORDER BY url
