import { z } from 'zod';
import { byId, Cursor, Fen, Id, Instant, page, PageSize, RegionCode, RegionRef, text } from '../common';
import { BULLETIN_PERIOD_CODES } from './labels';

export const BulletinParams = byId;
export const PublishBulletinBody = z.strictObject({
  year: z.int().min(2000).max(2999),
  period: z.enum(BULLETIN_PERIOD_CODES),
  /** Which month, quarter or half of the year. */
  part: z.int().min(1).max(12),
  /** Why one that was published is corrected; empty for a first one. */
  reason: text(300, 0),
});
export const PublishedBulletin = z.object({ bulletinId: Id });
export const BulletinListQuery = z.object({ cursor: Cursor.optional(), limit: PageSize });
const BulletinRow = z.object({
  id: Id,
  title: z.string(),
  year: z.int(),
  period: z.enum(BULLETIN_PERIOD_CODES),
  part: z.int(),
  version: z.int(),
  reason: z.string(),
  /** No later version corrects it. */
  latest: z.boolean(),
  region: z.string(),
  organisation: z.string(),
  publishedAt: Instant,
});
export const ShareBulletinPage = page(BulletinRow);
const bulletinFigures = {
  units: z.int(),
  /** Units somebody of which has an account. */
  accounts: z.int(),
  filed: z.int(),
  /** Filed, and nothing counted yet; and those that something is counted of. */
  notStarted: z.int(),
  started: z.int(),
  reservedFen: Fen,
  countedFen: Fen,
  fulfilmentBp: z.int().nullable(),
};
/** Counties by fulfilment rate, the highest first; those that reserve nothing come last. */
const content = {
  totals: z.object(bulletinFigures),
  counties: z.array(z.object({ region: RegionRef.nullable(), ...bulletinFigures })),
};
export const ShareBulletinView = BulletinRow.extend(content);

/** What a bulletin of a period would say if it were published now, and as which version. */
export const PreviewBulletinQuery = z.object({
  year: z.coerce.number().int().min(2000).max(2999),
  period: z.enum(BULLETIN_PERIOD_CODES),
  part: z.coerce.number().int().min(1).max(12),
});
export const BulletinPreview = z.object({ title: z.string(), version: z.int(), region: z.string(), ...content });

/** Of a region, those that cover it as well as those of what lies in it; of the country without one. */
export const PublicBulletinQuery = z.object({
  region: RegionCode.optional(),
  cursor: Cursor.optional(),
  limit: PageSize,
});
/** `latestId` leads to the version that holds, which may be this one. */
export const PublicBulletin = ShareBulletinView.extend({ latestId: Id });
