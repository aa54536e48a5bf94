import { Injectable } from '@nestjs/common';
import { ON_SHELF, ProductLists } from '@yigou/catalogue';
import { CERTIFICATE_IN_FORCE, MAY_SELL } from '@yigou/certification';
import type { SupplierProfile } from '@yigou/contracts';
import { DomainError } from '@yigou/kernel';
import { Database, MARKET_TODAY, saturatedInt } from '@yigou/platform';
import { COUNTED_LINK, LIVE_MECHANISM } from '@yigou/suppliers';
import { LRUCache } from 'lru-cache';
import { NAMED_CERTIFICATES, PAPER_COLUMNS } from './named-certificates';

type Figures = Omit<SupplierProfile, 'products'>;

const FIGURES_FRESH_MS = 30_000;
const SUPPLIERS_KEPT = 2_000;
const MOST_BATCHES = 10;
const SERVICE_DAYS = 180;
/** Of fewer orders no middle is told: it would tell of single buyers. */
const FEWEST_ORDERS = 5;

/** Who waits for admission is nobody's business yet. */
const KNOWN = `(f.status IN ('admitted', 'rectifying', 'frozen', 'removed', 'blacklisted', 'exited')
  OR EXISTS (SELECT FROM certificate c WHERE c.supplier_id = o.id) OR EXISTS (SELECT FROM product p WHERE p.supplier_id = o.id AND p.status <> 'draft'))`;
/** What a household is carried by today, by the mechanisms of supplier $1. */
const CARRIED = `benefit_mechanism m JOIN benefit_link l ON l.mechanism_id = m.id AND ${COUNTED_LINK} WHERE m.supplier_id = $1 AND ${LIVE_MECHANISM}`;

const FIGURES = `
  WITH paper AS MATERIALIZED (
    SELECT ${PAPER_COLUMNS} FROM certificate c LEFT JOIN supplier_file f ON f.supplier_id = c.supplier_id
    WHERE c.supplier_id = $1 AND ${CERTIFICATE_IN_FORCE}),
  recent AS MATERIALIZED (
    SELECT s.status, s.payment_terms, s.paid_at, s.shipped_at, s.closed_at, s.ended_fen FROM sales_order s
    WHERE s.supplier_id = $1 AND s.created_at >= now() - interval '${SERVICE_DAYS} days' AND s.paid_at IS NOT NULL)
  SELECT jsonb_build_object(
    'supplier', jsonb_build_object('id', o.id, 'name', o.name, 'kind', o.supplier_kind, 'demo', o.demo,
      'county', CASE WHEN r.code IS NOT NULL THEN jsonb_build_object('code', r.code, 'name', r.name, 'path', r.path) END),
    'sells', (SELECT ${MAY_SELL} IS TRUE FROM (SELECT NULL::text AS status, NULL::date AS valid_from, NULL::date AS valid_to) c),
    'admittedAt', f.admitted_at,
    'story', CASE WHEN f.status IN ('admitted', 'rectifying') THEN jsonb_build_object('introduction', coalesce(f.introduction, ''),
      'productionBase', coalesce(f.production_base, ''), 'baseMu', f.base_mu, 'township', coalesce(f.township, '')) END,
    'licences', (SELECT coalesce(jsonb_agg(jsonb_build_object('kind', n.kind, 'number', n.number, 'validFrom', n.valid_from, 'validTo', n.valid_to)
        ORDER BY n.kind, n.valid_from DESC, n.id), '[]')
      FROM supplier_licence n WHERE n.supplier_id = o.id AND ${MARKET_TODAY} BETWEEN n.valid_from AND coalesce(n.valid_to, 'infinity')),
    'figures', jsonb_build_object(
        'products', (SELECT count(*) FROM product p JOIN listing l ON l.product_id = p.id AND ${ON_SHELF} WHERE p.supplier_id = o.id),
        'certificates', (SELECT count(*) FROM paper), 'batches', (SELECT count(*) FROM batch b WHERE b.supplier_id = o.id),
        'households', (SELECT CASE WHEN count(households) > 0 THEN ${saturatedInt('sum(households)')} END FROM paper))
      || (SELECT jsonb_build_object('linked', count(DISTINCT l.household_id),
        'confirmed', count(DISTINCT l.household_id) FILTER (WHERE l.status = 'confirmed')) FROM ${CARRIED}),
    'mechanisms', (SELECT coalesce(jsonb_agg(jsonb_build_object('kind', t.kind, 'households', t.n) ORDER BY t.n DESC, t.kind), '[]')
      FROM (SELECT m.kind, count(DISTINCT l.household_id) AS n FROM ${CARRIED} GROUP BY m.kind) t),
    'certificates', ${NAMED_CERTIFICATES},
    'batches', (SELECT coalesce(jsonb_agg(to_jsonb(t)), '[]') FROM (
      SELECT b.number, c.product_name AS "productName", c.number AS "certificateNumber", b.harvested_on AS "harvestedOn",
        b.quantity_grams AS "quantityGrams", (SELECT count(*) FROM batch_household h WHERE h.batch_id = b.id) AS households,
        nullif(b.inspection, '') AS inspection
      FROM batch b JOIN certificate c ON c.id = b.certificate_id WHERE b.supplier_id = o.id
      ORDER BY b.created_at DESC, b.id DESC LIMIT ${MOST_BATCHES}) t),
    'service', (SELECT jsonb_build_object('orders', count(*), 'completed', count(*) FILTER (WHERE s.status = 'completed'),
          'unsent', count(*) FILTER (WHERE s.ended_fen > 0 OR (s.closed_at IS NOT NULL AND s.shipped_at IS NULL)),
          'shipHours', CASE WHEN count(s.shipped_at) FILTER (WHERE s.payment_terms = 'prepaid') >= ${FEWEST_ORDERS} THEN
            ceil(percentile_cont(0.5) WITHIN GROUP (ORDER BY extract(epoch FROM s.shipped_at - s.paid_at))
              FILTER (WHERE s.payment_terms = 'prepaid') / 3600)::int END) FROM recent s)
      || (SELECT jsonb_build_object('inspections', count(*), 'inspectionsFailed', count(*) FILTER (WHERE i.status = 'failed'))
        FROM inspection_result i JOIN certificate c ON c.id = i.certificate_id WHERE c.supplier_id = o.id)) AS page
  FROM organisation o LEFT JOIN region r ON r.code = o.region_code LEFT JOIN supplier_file f ON f.supplier_id = o.id
  WHERE o.id = $1 AND o.kind = 'supplier' AND ${KNOWN}`;

/** A supplier as everybody reads it. Figures are up to half a minute old, prices and stock of its goods are read anew. */
@Injectable()
export class SupplierPages {
  private readonly figures: LRUCache<string, Figures>;

  constructor(
    private readonly db: Database,
    private readonly lists: ProductLists,
  ) {
    this.figures = new LRUCache({
      max: SUPPLIERS_KEPT,
      ttl: FIGURES_FRESH_MS,
      fetchMethod: async (id) => (await this.db.one<{ page: Figures }>(FIGURES, [id]))?.page,
    });
  }

  /** Two statements. Throws `not_found` for who is no supplier or was never admitted. */
  async view(id: string): Promise<SupplierProfile> {
    const [figures, products] = await Promise.all([this.figures.fetch(id), this.lists.ofSupplier(id)]);
    if (!figures) throw new DomainError('not_found');
    const { admittedAt, ...rest } = figures;
    return { ...rest, admittedAt: admittedAt && new Date(admittedAt).toISOString(), products };
  }
}
