// The floor of a read: bare Fastify and pg, a prepared statement that answers 24 indexed rows of the shelves as JSON by a schema.
import Fastify from 'fastify';
import pg from 'pg';

const { FLOOR_PORT, DATABASE_URL, FLOOR_POOL } = process.env;
const text = { type: 'string' };
const maybe = (type: string) => ({ type, nullable: true });
const row = {
  type: 'object',
  properties: {
    id: text,
    name: text,
    photo: maybe('string'),
    countyCode: maybe('string'),
    countyName: maybe('string'),
    countyPath: maybe('string'),
    supplierName: text,
    categorySlug: text,
    priceFen: { type: 'integer' },
    unitPriceFen: maybe('integer'),
    marketPriceFen: maybe('integer'),
    soldCount: { type: 'integer' },
    households: maybe('integer'),
    demo: { type: 'boolean' },
  },
};
const ROWS = {
  name: 'rows',
  text: `SELECT product_id AS id, name, photo_key AS photo, county_code AS "countyCode", county_name AS "countyName",
      county_path AS "countyPath", supplier_name AS "supplierName", category_slug AS "categorySlug", price_fen AS "priceFen",
      unit_price_fen AS "unitPriceFen", market_price_fen AS "marketPriceFen", sold_count AS "soldCount", households, demo
    FROM listing WHERE (score, product_id) < ($1, $2) ORDER BY score DESC, product_id DESC LIMIT 24`,
};

pg.types.setTypeParser(pg.types.builtins.INT8, Number);
const pool = new pg.Pool({ connectionString: DATABASE_URL, max: Number(FLOOR_POOL), application_name: 'yigou-floor' });
const server = Fastify();
const schema = { response: { 200: { type: 'object', properties: { items: { type: 'array', items: row } } } } };
server.get<{ Querystring: { score: string; id: string } }>('/rows', { schema }, async ({ query }) => {
  const { rows } = await pool.query({ ...ROWS, values: [query.score, query.id] });
  return { items: rows };
});
await server.listen({ port: Number(FLOOR_PORT), host: '127.0.0.1' });
