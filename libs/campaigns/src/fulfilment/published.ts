/** The columns of a publication `b` as views show it. */
export const PUBLISHED = `b.grams, b.products, b.counties, b.households, b.people, b.paid_fen AS "paidFen", b.participants, b.shares,
  b.handed_shares AS "handedShares", to_jsonb(b.published_at) #>> '{}' AS "publishedAt"`;
/** The same as one value of jsonb; null where nothing was published. */
export const PUBLISHED_JSON = `(SELECT to_jsonb(f) FROM (SELECT ${PUBLISHED} FROM campaigns_publication b WHERE b.campaign_id = c.id) AS f)`;
