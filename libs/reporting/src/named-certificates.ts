/** Certificates that a page names. */
const MOST_NAMED = 24;

/** The certificates of `paper` (certificate rows in force, joined with nothing) as `NamedCertificate`s, the newest first, as SQL. */
export const NAMED_CERTIFICATES = `(SELECT coalesce(jsonb_agg(to_jsonb(t)), '[]') FROM (
  SELECT c.number, c.product_name AS "productName", c.supplier_id AS "supplierId", o.name AS "supplierName", c.valid_to AS "validTo",
    c.households, c.demo
  FROM paper c JOIN organisation o ON o.id = c.supplier_id ORDER BY c.valid_from DESC, c.number LIMIT ${MOST_NAMED}) t)`;

/** Columns of a certificate `c` that the pages reckon with. */
export const PAPER_COLUMNS =
  'c.id, c.number, c.product_name, c.supplier_id, c.valid_from, c.valid_to, c.households, c.mechanism_ids, c.demo';
