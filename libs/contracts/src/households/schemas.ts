import * as z from 'zod';
import {
  CalendarDate,
  Cursor,
  Id,
  Instant,
  page,
  PageSize,
  printed,
  RegionCode,
  RegionRef,
  text,
  Words,
} from '../common';
import { plainUpper } from '../plain-text';
import { RefusedRows, TableReading } from '../platform/schemas';
import { HELPER_TITLE_CODES, HOUSEHOLD_STATUS_CODES } from './labels';

/** A registered household as it is shown: name and number masked. */
export const HouseholdView = z
  .object({
    id: Id,
    nameMasked: z.string().meta({ description: '张*' }),
    idMasked: z.string().meta({ description: '6229***********012X → 6229**************' }),
    region: RegionRef,
    township: z.string(),
    village: z.string(),
    people: z.int(),
    status: z.enum(HOUSEHOLD_STATUS_CODES),
    mechanisms: z.int(),
    createdAt: Instant,
    version: z.int(),
  })
  .meta({ id: 'Household' });
export type HouseholdView = z.infer<typeof HouseholdView>;
export const HouseholdPage = page(HouseholdView);
export const HouseholdQuery = z.object({
  q: Words().optional().meta({ description: 'township or village' }),
  region: RegionCode.optional(),
  status: z.enum(HOUSEHOLD_STATUS_CODES).optional(),
  cursor: Cursor.optional(),
  limit: PageSize,
});

/** Resident identity number, copied with blanks and invisible marks or in full width too; its check digit is verified by the server. */
export const IdentityNumber = z
  .string()
  .max(100)
  .overwrite(plainUpper)
  .regex(/^\d{17}[\dX]$/, '请填写 18 位身份证号');

/** How many live in a household. */
const People = z.int('请填写 1–50 的整数').min(1, '请填写 1–50 的整数').max(50, '请填写 1–50 的整数');

/** An identity number never stands in an address, which logs and histories keep. */
export const FindHouseholdBody = z.strictObject({ idNumber: IdentityNumber });
export const FoundHousehold = z.object({ household: HouseholdView.nullable() });
export const HouseholdInput = z.strictObject({
  name: printed(50),
  idNumber: IdentityNumber,
  regionCode: RegionCode,
  township: text(50),
  village: text(50),
  people: People,
  status: z.enum(HOUSEHOLD_STATUS_CODES),
});
export type HouseholdInput = z.infer<typeof HouseholdInput>;

/** Name and number stay as they are when null. */
export const HouseholdUpdate = z.strictObject({
  version: z.int().min(1),
  name: printed(50).nullable(),
  idNumber: IdentityNumber.nullable(),
  township: text(50),
  village: text(50),
  people: People,
  status: z.enum(HOUSEHOLD_STATUS_CODES),
});
export const DiscloseBody = z.strictObject({ purpose: text(200, 4, '请写明用途，至少 4 个字') });
export const HouseholdDisclosure = z.object({ name: z.string(), idNumber: z.string(), disclosedAt: Instant });
export const HouseholdImportRow = z.object({
  row: z.int(),
  nameMasked: z.string(),
  idMasked: z.string(),
  region: z.string(),
  village: z.string(),
  people: z.int().nullable(),
  outcome: z.enum(['create', 'exists', 'duplicate', 'error']),
  problems: z.array(z.string()),
});
export const HouseholdImport = z.object({
  id: Id,
  fileName: z.string(),
  create: z.int(),
  exists: z.int(),
  duplicate: z.int(),
  errors: z.int(),
  /** The first 200 rows, rejected ones first. */
  rows: z.array(HouseholdImportRow),
  reading: TableReading,
  refusedRows: RefusedRows,
  expiresAt: Instant,
});
export const HouseholdImportDone = z.object({ created: z.int(), skipped: z.int() });

/** Someone may act for a household or a supplier that cannot use the web, 代办授权. */
export const MandateView = z
  .object({
    id: Id,
    /** Printed on the consent form: whoever has it can read what was done. */
    code: z.string(),
    helper: z.string(),
    title: z.enum(HELPER_TITLE_CODES),
    subject: z.object({ kind: z.enum(['household', 'supplier']), id: Id, name: z.string() }),
    region: RegionRef,
    consentEvidenceId: Id,
    consentNote: z.string(),
    grantedAt: Instant,
    endsOn: CalendarDate,
    revokedAt: Instant.nullable(),
    live: z.boolean(),
    acts: z.int(),
  })
  .meta({ id: 'Mandate' });
export type MandateView = z.infer<typeof MandateView>;
export const MandatePage = page(MandateView);
export const MandateQuery = z.object({ live: z.enum(['true']).optional(), cursor: Cursor.optional(), limit: PageSize });
export const GrantMandateBody = z.strictObject({
  helperLogin: z.string().trim().toLowerCase().min(1).max(254),
  title: z.enum(HELPER_TITLE_CODES),
  subject: z.strictObject({ kind: z.enum(['household', 'supplier']), id: Id }),
  consentEvidenceId: Id,
  consentNote: text(300),
  endsOn: CalendarDate,
});
export const RevokeMandateBody = z.strictObject({ reason: text(200) });
export const MandateList = z.object({ items: z.array(MandateView) });
export const ActOnBehalf = z.object({ at: Instant, by: z.string(), act: z.string(), summary: z.string() });
export type ActOnBehalf = z.infer<typeof ActOnBehalf>;
export const MandateLog = z.object({
  helper: z.string(),
  title: z.enum(HELPER_TITLE_CODES),
  subject: z.string(),
  grantedAt: Instant,
  endsOn: CalendarDate,
  revokedAt: Instant.nullable(),
  acts: z.array(ActOnBehalf),
});
export const MandateCode = z.string().regex(/^[A-Z0-9-]{8,40}$/, '查询码不正确');
export const ActsOnBehalf = z.object({ items: z.array(ActOnBehalf) });
