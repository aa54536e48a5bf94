import * as z from 'zod';
import { Cursor, Instant } from '../common';

/*
 * What is published of the Open Contracting Data Standard 1.1: the part of its releases and records that units' procurement fills, and not a key more. The standard knows
 * contact points and street addresses too; none of its places for a person or a door is here, so that nothing can put one in.
 */

const Code = z.string().min(1);
/** A string with something in it. Names are not shortened: they are what was signed. */
const Said = z.string().min(1);
/** An amount in yuan with at most two digits behind the point. */
const Value = z.strictObject({ amount: z.number(), currency: z.literal('CNY') });
const Reference = z.strictObject({ id: Code, name: Said });
const Identifier = z.strictObject({ scheme: z.literal('CN-USCC'), id: Code, legalName: Said });
/** No nearer than a county. */
const Address = z.strictObject({ region: Said, locality: Said.optional(), countryName: z.literal('中国') });
const Party = z.strictObject({
  id: Code,
  name: Said,
  identifier: Identifier.optional(),
  address: Address.optional(),
  roles: z.array(z.enum(['buyer', 'payer', 'supplier', 'payee'])),
});
const Item = z.strictObject({
  id: Code,
  description: Said,
  quantity: z.number(),
  unit: z.strictObject({ name: Said, value: Value }),
});
const Tender = z.strictObject({
  id: Code,
  title: Said,
  status: z.literal('complete'),
  procurementMethod: z.literal('direct'),
  procurementMethodDetails: Said,
  mainProcurementCategory: z.literal('goods'),
  value: Value,
});
const Award = z.strictObject({
  id: Code,
  status: z.literal('active'),
  date: Instant,
  value: Value,
  suppliers: z.array(Reference).min(1),
  items: z.array(Item).min(1),
});
const Transaction = z.strictObject({ id: Code, date: Instant, value: Value, payer: Reference, payee: Reference });
const Milestone = z.strictObject({
  id: Code,
  title: Said,
  type: z.literal('delivery'),
  description: Said,
  status: z.enum(['met', 'partiallyMet']),
  dateMet: Instant,
});
const Implementation = z.strictObject({
  transactions: z.array(Transaction).min(1).optional(),
  milestones: z.array(Milestone).min(1).optional(),
});
const Contract = z.strictObject({
  id: Code,
  awardID: Code,
  title: Said.optional(),
  description: Said.optional(),
  status: z.enum(['active', 'terminated']).optional(),
  dateSigned: Instant.optional(),
  value: Value.optional(),
  implementation: Implementation.optional(),
});

/** What is told of a procurement at one moment, or all of it as it stands. */
export const OcdsRelease = z.strictObject({
  ocid: Code,
  id: Code,
  date: Instant,
  tag: z.array(z.enum(['tender', 'award', 'contract', 'implementation', 'contractTermination', 'compiled'])).min(1),
  initiationType: z.literal('tender'),
  language: z.literal('zh'),
  parties: z.array(Party).length(2),
  buyer: Reference,
  tender: Tender.optional(),
  awards: z.array(Award).length(1).optional(),
  contracts: z.array(Contract).length(1),
});
export type OcdsRelease = z.infer<typeof OcdsRelease>;

const OcdsRecord = z.strictObject({
  ocid: Code,
  releases: z.array(OcdsRelease).min(1),
  compiledRelease: OcdsRelease,
});
export type OcdsRecord = z.infer<typeof OcdsRecord>;

const packaged = {
  uri: z.url(),
  version: z.literal('1.1'),
  publishedDate: Instant.meta({ description: 'when the latest of what is in the package happened' }),
  publisher: z.strictObject({ name: Said, uri: z.url() }),
  publicationPolicy: z.url(),
  links: z.strictObject({ next: z.url() }).optional().meta({ description: 'the page after this one' }),
};
export const OcdsReleasePackage = z.strictObject({ ...packaged, releases: z.array(OcdsRelease).min(1) });
export const OcdsRecordPackage = z.strictObject({ ...packaged, records: z.array(OcdsRecord).min(1) });

/** A month of the market. Before units bought here there is nothing, and PostgreSQL’s calendar has no year 0. */
export const OcdsQuery = z.object({
  month: z.string().regex(/^20\d{2}-(0[1-9]|1[0-2])$/, '请填写月份，例如 2026-03'),
  cursor: Cursor.optional(),
  limit: z.coerce.number().int().min(1).max(200).default(100),
});
export const OcdsRecordParams = z.object({ ocid: z.string().regex(/^ocds-[\w-]{1,75}$/, '采购编号无效') });
