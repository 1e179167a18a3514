-- What is known to repeat on the sites in `wanted`.
SELECT site_blocks.*
FROM site_blocks
SEMI JOIN wanted ON wanted.site = site_blocks.site
ORDER BY site_blocks.site, site_blocks.block
