-- The products of the wanted ids. Takes wanted_ids(id).
SELECT products.*
FROM products
SEMI JOIN wanted_ids ON id = product_id
