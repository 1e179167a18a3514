-- All aliases of products of which one alias has a wanted key.
-- Takes wanted_keys(alias_key).
SELECT *
FROM product_aliases
WHERE product_id IN (
    SELECT product_id
    FROM product_aliases
    WHERE alias_key IN (SELECT alias_key FROM wanted_keys)
)
