import { z } from 'zod';
import { Id, Instant, printed, RegionCode } from '../common';
import { RefusedRows, TableReading } from '../platform/schemas';
import { CANTEEN_KIND_CODES, ROSTER_OUTCOME_CODES } from './labels';

const Code = z.string().regex(/^[0-9A-Z]{18}$/, '应为 18 位统一社会信用代码');

/** What a row of a roster of units (单位名册) says. */
export const RosterInput = z.strictObject({
  creditCode: Code,
  name: printed(100, 2),
  regionCode: RegionCode,
  /** Of the unit above (主管单位); null: the supervising unit itself. */
  parentCode: Code.nullable(),
  canteen: z.enum(CANTEEN_KIND_CODES).nullable(),
  /** How it ends today; null: it goes on. */
  ending: z.enum(['merged', 'abolished']).nullable(),
  /** Of the unit that it is merged into. */
  successorCode: Code.nullable(),
});
export type RosterInput = z.infer<typeof RosterInput>;
/** A row of the file: what it says, or what is wrong with it. */
export interface RosterRow {
  readonly row: number;
  readonly input: RosterInput | null;
  readonly problems: readonly string[];
  /** As they were read. */
  readonly creditCode: string;
  readonly name: string;
}

export const RosterPreviewRow = z.object({
  row: z.int(),
  creditCode: z.string(),
  name: z.string(),
  outcome: z.enum(ROSTER_OUTCOME_CODES),
  /** What would happen to the unit, or what stands in the way; Chinese. */
  notes: z.array(z.string()),
});
const count = z.int().min(0);
const counts = {
  create: count,
  change: count,
  end: count,
  unchanged: count,
  conflict: count,
};
export const RosterPreview = z.object({
  id: Id,
  fileName: z.string(),
  ...counts,
  /** The first 200 rows, conflicts first, then what would change. */
  rows: z.array(RosterPreviewRow),
  reading: TableReading,
  refusedRows: RefusedRows,
  expiresAt: Instant,
});
/** Units that were made, changed (renamed or moved) and ended, and rows that were skipped. */
export const RosterDone = z.object({ created: count, changed: count, ended: count, skipped: count });
export type RosterDone = z.infer<typeof RosterDone>;
