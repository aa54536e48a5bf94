import type { RouteInput } from '@yigou/contracts';
import { DomainError, newId } from '@yigou/kernel';
import type { Tx } from '@yigou/platform';
import type { RegionDirectory } from '@yigou/regions';
import type { CampaignPlace } from '../campaign-place';

type Draft = RouteInput<'saveCampaign'>['body'];
export interface ResolvedDraft {
  readonly goods: readonly (Draft['goods'][number] & { readonly supplierId: string })[];
  readonly points: readonly (Draft['points'][number] & { readonly regionPath: string })[];
  readonly place: CampaignPlace | null;
  /** The first picture of the first of its goods that has one. */
  readonly photoKey: string | null;
}

const NO_RECIPIENT = '没有这个受赠方，请重新选择';
const COUNTY = '请选择到县（没有县的市选到市）';

/** Looks up what a draft names. Throws `validation_failed` at the field that names something that is not there. */
export async function resolveDraft(tx: Tx, regions: RegionDirectory, body: Draft): Promise<ResolvedDraft> {
  const fields: Record<string, string> = {};
  const found = await tx.query<{ skuId: string; supplierId: string; photoKey: string | null }>(
    `SELECT k.id AS "skuId", p.supplier_id AS "supplierId",
       (SELECT ph.key FROM product_photo ph WHERE ph.product_id = p.id ORDER BY ph.position, ph.id LIMIT 1) AS "photoKey"
     FROM sku k JOIN product p ON p.id = k.product_id WHERE k.id = ANY($1)`,
    [body.goods.map(({ skuId }) => skuId)],
  );
  const bySku = new Map(found.map((sku) => [sku.skuId, sku]));
  const goods = body.goods.flatMap((good, place) => {
    const sku = bySku.get(good.skuId);
    if (!sku) fields[`goods.${place}.skuId`] = '没有这个商品，请重新选择';
    return sku ? [{ ...good, supplierId: sku.supplierId }] : [];
  });
  const pathOf = async (code: string, field: string): Promise<string> => {
    const region = await regions.find(code);
    if (!region?.leaf) fields[field] = COUNTY;
    return region?.path ?? '';
  };
  const points = await Promise.all(
    body.points.map(async (point, at) => ({
      ...point,
      regionPath: await pathOf(point.regionCode, `points.${at}.regionCode`),
    })),
  );
  const place = body.place && { ...body.place, regionPath: await pathOf(body.place.regionCode, 'place.regionCode') };
  if (body.recipientId !== null) {
    if (!(await isRecipient(tx, body.recipientId))) fields['recipientId'] = NO_RECIPIENT;
  }
  if (Object.keys(fields).length > 0) throw new DomainError('validation_failed', { fields });
  const photoKey = goods.map(({ skuId }) => bySku.get(skuId)?.photoKey).find(Boolean) ?? null;
  return { goods, points, place, photoKey };
}

const isRecipient = async (tx: Tx, id: string): Promise<boolean> =>
  (await tx.one(`SELECT 1 FROM organisation WHERE id = $1 AND kind = 'recipient'`, [id])) !== undefined;

/** Throws `validation_failed` for who is no recipient. */
export async function requireRecipient(tx: Tx, id: string): Promise<void> {
  if (!(await isRecipient(tx, id)))
    throw new DomainError('validation_failed', { fields: { recipientId: NO_RECIPIENT } });
}

/** Writes goods and pick-up points of a draft in place of those before. Nobody has agreed to the old ones or joined at them: it is a draft. */
export async function writeParts(tx: Tx, campaignId: string, { goods, points }: ResolvedDraft): Promise<void> {
  await tx.query('DELETE FROM campaigns_goods WHERE campaign_id = $1', [campaignId]);
  await tx.query(
    `INSERT INTO campaigns_goods (id, campaign_id, position, supplier_id, sku_id, pieces, prices_fen)
     SELECT t.id, $1, t.at - 1, t.supplier_id, t.sku_id, t.pieces, ARRAY(SELECT p::bigint FROM jsonb_array_elements_text(t.prices) AS p)
     FROM unnest($2::uuid[], $3::uuid[], $4::uuid[], $5::int[], $6::jsonb[]) WITH ORDINALITY AS t (id, supplier_id, sku_id, pieces, prices, at)`,
    [
      campaignId,
      goods.map(() => newId()),
      goods.map(({ supplierId }) => supplierId),
      goods.map(({ skuId }) => skuId),
      goods.map(({ pieces }) => pieces),
      goods.map(({ pricesFen }) => JSON.stringify(pricesFen)),
    ],
  );
  await tx.query('DELETE FROM campaigns_point WHERE campaign_id = $1', [campaignId]);
  await tx.query(
    `INSERT INTO campaigns_point (id, campaign_id, name, contact, phone, region_code, region_path, detail)
     SELECT t.id, $1, t.name, t.contact, t.phone, t.region_code, t.region_path, t.detail
     FROM unnest($2::uuid[], $3::text[], $4::text[], $5::text[], $6::text[], $7::text[], $8::text[])
       AS t (id, name, contact, phone, region_code, region_path, detail)`,
    [
      campaignId,
      points.map(() => newId()),
      points.map(({ name }) => name),
      points.map(({ contact }) => contact),
      points.map(({ phone }) => phone),
      points.map(({ regionCode }) => regionCode),
      points.map(({ regionPath }) => regionPath),
      points.map(({ detail }) => detail),
    ],
  );
}
