-- All aliases of companies of which one alias has a wanted key, in full or in short.
-- Takes wanted_keys(alias_key).
SELECT *
FROM company_aliases
WHERE company_id IN (
    SELECT company_id
    FROM company_aliases
    WHERE alias_key IN (SELECT alias_key FROM wanted_keys) OR short_key IN (SELECT alias_key FROM wanted_keys)
)
