-- The companies of the wanted ids. Takes wanted_ids(id).
SELECT companies.*
FROM companies
SEMI JOIN wanted_ids ON id = company_id
