import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The parcels of an order as its page shows them: what lies in each, from which batch, and what the carrier told. */
export class LogisticsPublished1606000000076 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE VIEW order_parcel AS
        SELECT k.id, k.order_id, k.carrier, k.waybill, k.status, k.shipped_at,
          (SELECT coalesce(jsonb_agg(jsonb_build_object('orderLineId', l.id, 'productName', l.product_name, 'skuName', l.sku_name,
              'quantity', kl.quantity, 'batch', (
                SELECT jsonb_build_object('number', b.number, 'harvestedOn', b.harvested_on, 'households', b.households,
                  'villages', b.villages, 'inspection', b.inspection) FROM batch_origin b WHERE b.id = kl.batch_id)) ORDER BY l.id), '[]')
            FROM parcel_line kl JOIN order_line l ON l.id = kl.order_line_id WHERE kl.parcel_id = k.id) AS lines,
          (SELECT coalesce(jsonb_agg(jsonb_build_object('code', e.code, 'at', e.occurred_at, 'place', e.place, 'note', e.note)
              ORDER BY e.occurred_at DESC, e.id DESC), '[]') FROM carrier_event e WHERE e.parcel_id = k.id) AS events
        FROM parcel k;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP VIEW order_parcel');
  }
}
