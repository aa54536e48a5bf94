// Certificates and open applications by SQL, straight into the benchmark's own database: a million would take the routes a day.
import type { BenchMarket } from './bench-market.ts';

/** For so many certificates one application is open. */
const CERTIFICATES_PER_APPLICATION = 5;
const HOUSEHOLDS = 20_000;
const LINKS_PER_MECHANISM = 20;
/** One certificate in so many has batches. */
const BATCHED = 10;
const CHUNK = 100_000;

/** What the rows are dealt out to: poor counties, a few of them with very much work, and the suppliers of the imported products. */
const PLACES = `
  -- A UUID (version 4 by its looks) that is always the same for the same text.
  CREATE FUNCTION pg_temp.bench_id(text) RETURNS uuid LANGUAGE sql IMMUTABLE
    AS $$ SELECT overlay(overlay(md5($1) PLACING '4' FROM 13) PLACING '8' FROM 17)::uuid $$;
  CREATE TEMP TABLE bench_county AS SELECT code, row_number() OVER (ORDER BY code) - 1 AS place FROM region WHERE level = 3 AND poverty;
  CREATE TEMP TABLE bench_supplier AS SELECT id, row_number() OVER (ORDER BY id) - 1 AS place FROM organisation WHERE kind = 'supplier';
  CREATE TEMP TABLE bench_category AS SELECT slug, row_number() OVER (ORDER BY slug) - 1 AS place FROM category;
  CREATE UNIQUE INDEX ON bench_county (place);
  CREATE UNIQUE INDEX ON bench_supplier (place);
  CREATE UNIQUE INDEX ON bench_category (place);
  ANALYZE bench_county;
  ANALYZE bench_supplier;
  ANALYZE bench_category;`;

const HOUSEHOLD_ROWS = `
  INSERT INTO household (id, region_code, township, village, name_sealed, id_number_sealed, key_id, id_blind, name_masked, id_masked, people, status)
  SELECT gen_random_uuid(), c.code, '压测镇', '压测村', 'bench.x', 'bench.x', 'bench', sha256(n::text::bytea), '张*', '640422************', 4, 'registered'
  FROM generate_series(1, ${HOUSEHOLDS}) AS n JOIN bench_county c ON c.place = n % (SELECT count(*) FROM bench_county);
  CREATE TEMP TABLE bench_household AS SELECT id, row_number() OVER (ORDER BY id) - 1 AS place FROM household;
  CREATE UNIQUE INDEX ON bench_household (place);
  INSERT INTO benefit_mechanism (id, supplier_id, kind, income_kind, description, starts_on)
  SELECT gen_random_uuid(), s.id, kind, 'operating', '压测带贫机制', '2020-01-01' FROM bench_supplier s, unnest(ARRAY['contract_farming', 'employment']) AS kind;
  INSERT INTO benefit_link (id, mechanism_id, household_id, status)
  SELECT gen_random_uuid(), m.id, h.id, 'confirmed'
  FROM (SELECT id, row_number() OVER (ORDER BY id) AS place FROM benefit_mechanism) m, generate_series(1, ${LINKS_PER_MECHANISM}) AS n
    JOIN LATERAL (SELECT id FROM bench_household b WHERE b.place = (m.place * 31 + n * 7) % ${HOUSEHOLDS}) h ON true
  ON CONFLICT DO NOTHING;
  ALTER TABLE bench_supplier ADD COLUMN mechanism_ids uuid[];
  UPDATE bench_supplier s SET mechanism_ids = (SELECT array_agg(m.id) FROM benefit_mechanism m WHERE m.supplier_id = s.id);`;

/** A row for each number from $1 to $2, with its county, supplier and category. */
const dealt = `generate_series($1::int, $2::int) AS n
  JOIN bench_county c ON c.place = CASE WHEN n % 5 = 0 THEN (n / 5) % 20 ELSE n % (SELECT count(*) FROM bench_county) END
  JOIN bench_supplier s ON s.place = (n * 13) % (SELECT count(*) FROM bench_supplier)
  JOIN bench_category k ON k.place = n % (SELECT count(*) FROM bench_category)`;
const SPECIFICATIONS =
  '[{"name": "礼盒装", "netWeightGrams": 2500, "priceFen": 3980}, {"name": "散装", "netWeightGrams": 500, "priceFen": 650}]';

const CERTIFICATE_ROWS = [
  `INSERT INTO certificate (id, number, product_name, supplier_id, region_code, level, status, valid_from, valid_to, households, people, mechanisms,
     category_slug, variety, grade, scope, mechanism_ids, issued_by)
   SELECT pg_temp.bench_id('certificate' || n), 'BENCH-' || lpad(n::text, 9, '0'), '压测马铃薯 ' || n, s.id, c.code,
     (ARRAY['county', 'city', 'province', 'national'])[1 + n % 4],
     CASE WHEN n % 50 = 0 THEN 'suspended' WHEN n % 41 = 0 THEN 'expired' WHEN n % 97 = 0 THEN 'withdrawn' ELSE 'valid' END,
     '2020-01-01', CASE WHEN n % 41 = 0 AND n % 50 <> 0 THEN '2020-12-31'::date ELSE current_date + 200 + n % 500 END, 40, 150, '{contract_farming,employment}',
     k.slug, '马铃薯', '一级', '${SPECIFICATIONS}', s.mechanism_ids, '压测扶贫办'
   FROM ${dealt}`,
  `INSERT INTO certificate_version (certificate_id, version, product_name, level, valid_from, valid_to, scope)
   SELECT pg_temp.bench_id('certificate' || n), 1, '压测马铃薯 ' || n, 'county', '2020-01-01', '2022-01-01', '${SPECIFICATIONS}' FROM generate_series($1::int, $2::int) AS n`,
  `INSERT INTO certificate_step (id, certificate_id, action, to_status, actor_name, seat)
   SELECT gen_random_uuid(), pg_temp.bench_id('certificate' || n), 'issue', 'valid', '系统', '系统' FROM generate_series($1::int, $2::int) AS n`,
  `INSERT INTO batch (id, number, supplier_id, certificate_id, harvested_on, quantity_grams)
   SELECT pg_temp.bench_id('batch' || n), 'BENCH-' || n, s.id, pg_temp.bench_id('certificate' || n), '2020-09-01', 1000000 FROM ${dealt} WHERE n % ${BATCHED} = 0`,
  `INSERT INTO batch_household (batch_id, household_id, grams)
   SELECT pg_temp.bench_id('batch' || n), h.id, 1000 FROM generate_series($1::int, $2::int) AS n, generate_series(0, 4) AS i
     JOIN LATERAL (SELECT id FROM bench_household b WHERE b.place = (n * 5 + i) % ${HOUSEHOLDS}) h ON true WHERE n % ${BATCHED} = 0`,
];

const FORM = JSON.stringify({
  productName: '压测马铃薯',
  categorySlug: null,
  variety: '马铃薯',
  grade: '一级',
  specifications: JSON.parse(SPECIFICATIONS),
  annualOutputKg: 100_000,
  productionBase: '压测基地',
  qualityStandard: 'GB/T 31784',
  description: '高原马铃薯，个大皮薄，淀粉含量高。'.repeat(5),
  mechanismIds: [],
  priceReason: '',
  priceConfirmed: false,
  commitment: true,
});
const OPEN_STATES =
  "ARRAY['township_review', 'county_review', 'county_review', 'publicity', 'city_review', 'province_review', 'national_filing']";

const APPLICATION_ROWS = [
  `INSERT INTO application (id, number, kind, supplier_id, region_code, township, status, round, status_since, due_at, product_name, category_slug, form,
     households, people, price_verdict, publicity_started_at, publicity_ends_at, submitted_at)
   SELECT pg_temp.bench_id('application' || n), 'BENCH-' || n, 'initial', s.id, c.code, '压测镇', t.status, 1, now() - interval '1 minute' * (n % 20000),
     now() + interval '1 minute' * (n % 30000 - 10000), '压测马铃薯 ' || n, k.slug, '${FORM}', 40, 150, 'within',
     CASE WHEN t.status = 'publicity' THEN now() - interval '1 day' END,
     CASE WHEN t.status = 'publicity' THEN now() + interval '1 day' + interval '1 second' * (n % 500000) END, now() - interval '20 days'
   FROM ${dealt} CROSS JOIN LATERAL (SELECT (${OPEN_STATES})[1 + (n / 20) % 7] AS status) t`,
  `INSERT INTO application_step (id, application_id, action, to_status, actor_name, seat, round)
   SELECT gen_random_uuid(), pg_temp.bench_id('application' || n), action, 'township_review', '某人', '某社', 1
   FROM generate_series($1::int, $2::int) AS n, unnest(ARRAY['create', 'submit']) AS action`,
];

/**
 * Writes `certificates` certificates and a fifth as many open applications, with the chains and histories behind them. Foreign keys are not looked up
 * meanwhile: the rows are dealt out of the tables that they refer to.
 */
export async function writeCertification(
  market: BenchMarket,
  certificates: number,
): Promise<{ certificates: number; applications: number }> {
  const applications = Math.ceil(certificates / CERTIFICATES_PER_APPLICATION);
  const { db } = market;
  await db.query('SET session_replication_role = replica');
  try {
    await db.query(PLACES);
    await db.query(HOUSEHOLD_ROWS);
    for (const [statements, rows] of [
      [CERTIFICATE_ROWS, certificates],
      [APPLICATION_ROWS, applications],
    ] as const) {
      for (let from = 1; from <= rows; from += CHUNK) {
        for (const text of statements) await db.query(text, [from, Math.min(rows, from + CHUNK - 1)]);
      }
    }
  } finally {
    await db.query('SET session_replication_role = origin');
  }
  return { certificates, applications };
}
