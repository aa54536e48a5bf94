import { plainUpper } from '../plain-text';
import * as z from 'zod';
import {
  CalendarDate,
  CategorySlug,
  Cursor,
  Id,
  Instant,
  MOST_ORDER_LINES,
  page,
  PageSize,
  Phone,
  printed,
  RegionCode,
  RegionRef,
  repeated,
  text,
  Words,
} from '../common';
import { EvidenceClaim, EvidenceView } from '../evidence/schemas';
import { PARCEL_STATUS_CODES } from '../logistics/labels';
import { ORDER_STATUS_CODES } from '../orders/labels';
import { CAMPAIGN_STATUS_CODES } from './labels';
import {
  NEED_STATUS_CODES,
  NEED_UNITS,
  type RECIPIENTS_POLICIES,
  REGISTRABLE,
  REGISTRABLE_KIND_CODES,
  REGISTRANT_TYPE_CODES,
  REGISTRATION_STATUS_CODES,
  SURPLUS_STATUS_CODES,
} from './recipients-labels';
import { DonationSubstitute } from './substitutes-schemas';

const Named = z.object({ id: Id, name: z.string() });
const CreditCode = z.string().overwrite(plainUpper).length(18, '请填写 18 位统一社会信用代码');

const registrant = {
  kind: z.enum(REGISTRABLE_KIND_CODES, '请选择登记为发起单位还是受赠单位'),
  type: z.enum(REGISTRANT_TYPE_CODES, '请选择单位类型'),
  name: printed(100, 2, '请填写单位全称'),
  /** Unified social credit code, 统一社会信用代码, with its check digit. */
  creditCode: CreditCode,
  regionCode: z.string().regex(/^\d{6}$/, '请选择单位所在地'),
  /** Whom the office asks back; sealed. */
  contactName: printed(50, 1, '请填写联系人'),
  contactPhone: Phone,
};
const fitting = <T extends { readonly kind: keyof typeof REGISTRABLE; readonly type: string }>({ kind, type }: T) =>
  (REGISTRABLE[kind] as readonly string[]).includes(type);
const UNFIT = { path: ['type'], error: '这类单位不能登记为所选的用途，请重新选择' };

export const RegisterOrganisationBody = z
  .strictObject({ ...registrant, proof: z.array(EvidenceClaim).min(1, '请上传单位证明').max(10, '最多 10 个文件') })
  .refine(fitting, UNFIT);
/** Without new files those of before stand. */
export const ResubmitRegistrationBody = z
  .strictObject({ ...registrant, proof: z.array(EvidenceClaim).max(10, '最多 10 个文件') })
  .refine(fitting, UNFIT);

const registration = {
  id: Id,
  kind: z.enum(REGISTRABLE_KIND_CODES),
  type: z.enum(REGISTRANT_TYPE_CODES),
  name: z.string(),
  creditCode: z.string(),
  region: RegionRef.nullable(),
  status: z.enum(REGISTRATION_STATUS_CODES),
  /** Of the last decision; empty: none was given. */
  reason: z.string(),
  submittedAt: Instant,
  decidedAt: Instant.nullable(),
};
/** As who registered sees it: with the own contact, to correct it. */
export const OwnRegistration = z.object({ ...registration, contactName: z.string(), contactPhone: z.string() });
export const OwnRegistrationList = z.object({ items: z.array(OwnRegistration) });
export const RegistrationQuery = z.object({
  status: z.enum(REGISTRATION_STATUS_CODES).optional(),
  kind: z.enum(REGISTRABLE_KIND_CODES).optional(),
  q: Words().optional(),
  cursor: Cursor.optional(),
  limit: PageSize,
});
export const RegistrationRow = z.object({ ...registration, applicant: z.string() });
export const RegistrationPage = page(RegistrationRow);
export const RegistrationView = z.object({
  ...registration,
  applicant: z.string(),
  contactName: z.string(),
  contactPhone: z.string(),
  proof: z.array(EvidenceView),
  /** Who has the code already: approving gives the applicant its seat, if it has no manager. */
  known: z.object({ id: Id, name: z.string(), managed: z.boolean() }).nullable(),
  can: z.object({ decide: z.boolean() }),
});
export const DecideRegistrationBody = z
  .strictObject({ decision: z.enum(['approve', 'return']), reason: text(300, 0) })
  .refine(({ decision, reason }) => decision === 'approve' || reason !== '', {
    path: ['reason'],
    error: '请写明退回的原因',
  });

/** The most that a need may ask for, in its own unit. */
const MOST_NEEDED = 10_000_000;

export const SaveNeedBody = z.strictObject({
  title: printed(40, 2, '请写明需要什么，至少 2 个字'),
  category: CategorySlug.nullable(),
  quantity: z.int('请填写数量').min(1, '至少 1').max(MOST_NEEDED, '数量过大，请核对'),
  unit: z.enum(NEED_UNITS, '请选择计量单位'),
  /** The last day on which it is wanted. */
  until: z.iso.date('请选择截止日期'),
  why: text(1000, 10, '请写明用途，至少 10 个字'),
  regionCode: z.string().regex(/^\d{6}$/, '请选择收货地'),
  /** Where it shall come and whom to call; sealed: shown to suppliers that ship, and never on the public board. */
  detail: printed(200, 2, '请填写详细收货地址'),
  contactName: printed(50, 1, '请填写收货人'),
  contactPhone: Phone,
});
/** What everybody sees: no person's name, number or door. */
const need = {
  id: Id,
  number: z.string(),
  title: z.string(),
  category: z.object({ slug: z.string(), name: z.string() }).nullable(),
  quantity: z.int(),
  unit: z.string(),
  until: CalendarDate,
  status: z.enum(NEED_STATUS_CODES),
  region: RegionRef.nullable(),
  recipient: Named,
  /** Promised by campaigns that run or came through, in the need's unit; never above the quantity. */
  promised: z.int(),
  /** What the recipient signed for, in the need's unit. */
  delivered: z.int(),
};
export const NeedQuery = z.object({
  region: RegionCode.optional(),
  category: CategorySlug.optional(),
  q: Words().optional(),
  /** Only what is not promised yet. */
  missing: z.enum(['1']).optional(),
  cursor: Cursor.optional(),
  limit: PageSize,
});
export const NeedRow = z.object(need);
export const NeedPage = page(NeedRow);
export const NeedView = z.object({
  ...need,
  why: z.string(),
  openedAt: Instant.nullable(),
  /** Whether a campaign can be started for it today. */
  startable: z.boolean(),
  campaigns: z.array(
    z.object({
      id: Id,
      number: z.string(),
      title: z.string(),
      promised: z.int(),
      delivered: z.int(),
      open: z.boolean(),
    }),
  ),
});
const ownNeed = { reason: z.string(), submittedAt: Instant, decidedAt: Instant.nullable() };
export const OwnNeedQuery = z.object({
  status: z.enum(NEED_STATUS_CODES).optional(),
  cursor: Cursor.optional(),
  limit: PageSize,
});
export const OwnNeedRow = z.object({ ...need, ...ownNeed });
export const OwnNeedPage = page(OwnNeedRow);
export const OwnNeedView = z.object({
  ...need,
  ...ownNeed,
  why: z.string(),
  detail: z.string(),
  contactName: z.string(),
  contactPhone: z.string(),
  can: z.object({ edit: z.boolean(), close: z.boolean(), withdraw: z.boolean() }),
});
export const NeedReviewView = OwnNeedView.omit({ can: true }).extend({ can: z.object({ decide: z.boolean() }) });
export const DecideNeedBody = DecideRegistrationBody;
export const CloseNeedBody = z.strictObject({ reason: text(300, 2, '请写明结束的原因') });

/** The campaigns that a recipient is asked for, or was. */
export const CampaignRequestQuery = z.object({
  status: z.enum(CAMPAIGN_STATUS_CODES).optional(),
  /** Other goods are offered, and the own organisation has not said whether it takes them. */
  substitutes: z.literal('1').optional(),
  cursor: Cursor.optional(),
  limit: PageSize,
});
const request = {
  id: Id,
  number: z.string(),
  title: z.string(),
  organiser: z.string(),
  status: z.enum(CAMPAIGN_STATUS_CODES),
  thresholdShares: z.int(),
  capShares: z.int(),
  /** Null until it has succeeded. */
  finalShares: z.int().nullable(),
  deadline: Instant.nullable(),
  need: z.object({ id: Id, number: z.string(), title: z.string(), unit: z.string() }).nullable(),
};
export const CampaignRequestRow = z.object(request);
export const CampaignRequestPage = page(CampaignRequestRow);
export const CampaignRequestView = z.object({
  ...request,
  story: z.string(),
  /** What one share holds. */
  goods: z.array(
    z.object({
      skuId: Id,
      productName: z.string(),
      skuName: z.string(),
      supplierName: z.string(),
      pieces: z.int(),
      netWeightGrams: z.int().nullable(),
    }),
  ),
  /** How much of the need nothing is promised of yet, in its unit; null without a need. */
  left: z.int().nullable(),
  /** Where the need wants it; null without a need. */
  place: z
    .object({ regionCode: RegionCode, detail: z.string(), contactName: z.string(), contactPhone: z.string() })
    .nullable(),
  promise: z.object({ shares: z.int(), quantity: z.int(), deliverBy: CalendarDate, held: z.boolean() }).nullable(),
  /** Other goods that suppliers offer in place of some that were confirmed. */
  substitutes: z.array(DonationSubstitute),
  can: z.object({ answer: z.boolean() }),
});
export const AnswerCampaignBody = z.discriminatedUnion('decision', [
  z.strictObject({
    decision: z.literal('confirm'),
    /** At most so many are taken: the campaign's cap becomes it, where it was higher. */
    shares: z.int('请填写份数').min(1, '至少 1 份').max(1_000_000, '份数过多，请核对'),
    /** What they come to in the need's unit; 0 without a need. */
    quantity: z.int('请填写数量').min(0, '请填写数量').max(MOST_NEEDED, '数量过大，请核对'),
    deliverBy: z.iso.date('请选择最晚收货日期'),
    regionCode: z.string().regex(/^\d{6}$/, '请选择收货地'),
    detail: printed(200, 2, '请填写详细收货地址'),
    contactName: printed(50, 1, '请填写收货人'),
    contactPhone: Phone,
  }),
  z.strictObject({ decision: z.literal('refuse'), reason: text(500, 2, '请写明谢绝的原因') }),
]);

/** What was sent to a recipient: an order of one supplier. */
export const DeliveryQuery = z.object({
  unsigned: z.literal('1').optional(),
  cursor: Cursor.optional(),
  limit: PageSize,
});
const delivery = {
  id: Id,
  number: z.string(),
  status: z.enum(ORDER_STATUS_CODES),
  supplierName: z.string(),
  campaignId: Id,
  title: z.string(),
  goods: z.string(),
  shipped: z.int(),
  signedAt: Instant.nullable(),
};
export const DeliveryRow = z.object(delivery);
export const DeliveryPage = page(DeliveryRow);
export const DeliveryView = z.object({
  ...delivery,
  signedBy: z.string().nullable(),
  remark: z.string(),
  lines: z.array(
    z.object({
      id: Id,
      productName: z.string(),
      skuName: z.string(),
      quantity: z.int(),
      shipped: z.int(),
      /** Null until it is signed for. */
      received: z.int().nullable(),
      short: z.int().nullable(),
      damaged: z.int().nullable(),
      note: z.string(),
      photos: z.array(EvidenceView),
      /** Of the received, what is offered to others or was taken by them. */
      offered: z.int(),
    }),
  ),
  parcels: z.array(z.object({ carrier: z.string(), waybill: z.string(), status: z.enum(PARCEL_STATUS_CODES) })),
  can: z.object({ sign: z.boolean(), reallocate: z.boolean() }),
});
const count = z.int('请填写件数').min(0, '请填写件数').max(9_999_999, '件数过大，请核对');
export const SignDeliveryBody = z.strictObject({
  lines: z
    .array(
      z.strictObject({
        orderLineId: Id,
        received: count,
        short: count,
        damaged: count,
        note: text(200, 0),
        photos: z.array(Id).max(9, '最多 9 张照片'),
      }),
    )
    .min(1)
    .max(MOST_ORDER_LINES)
    .refine((lines) => repeated(lines.map(({ orderLineId }) => orderLineId)).length === 0, '同一种物资只能登记一次'),
  remark: text(500, 0),
  /** When it was counted, as the phone says. */
  recordedAt: Instant,
});
export const FindRecipientsQuery = z.object({ q: Words().optional() });
export const FoundRecipients = z.object({ items: z.array(z.object({ id: Id, name: z.string(), region: z.string() })) });
export const ReallocateBody = z.strictObject({
  orderLineId: Id,
  toId: z.uuid('请选择接收单位'),
  pieces: z.int('请填写件数').min(1, '至少 1 件').max(9_999_999, '件数过大，请核对'),
  note: text(200, 0),
});
export const SurplusQuery = z.object({
  side: z.enum(['in', 'out']).optional(),
  status: z.enum(SURPLUS_STATUS_CODES).optional(),
  cursor: Cursor.optional(),
  limit: PageSize,
});
export const SurplusRow = z.object({
  id: Id,
  title: z.string(),
  productName: z.string(),
  skuName: z.string(),
  pieces: z.int(),
  note: z.string(),
  status: z.enum(SURPLUS_STATUS_CODES),
  fromName: z.string(),
  toName: z.string(),
  reason: z.string(),
  createdAt: Instant,
  side: z.enum(['in', 'out']),
  can: z.object({ answer: z.boolean(), withdraw: z.boolean() }),
});
export const SurplusPage = page(SurplusRow);
export const AnswerSurplusBody = z
  .strictObject({ decision: z.enum(['accept', 'refuse']), reason: text(300, 0) })
  .refine(({ decision, reason }) => decision === 'accept' || reason !== '', {
    path: ['reason'],
    error: '请写明不接收的原因',
  });

export const RECIPIENTS_POLICY_VALUES = {
  'campaigns.needs_reviewed': z.boolean(),
} as const satisfies Record<keyof typeof RECIPIENTS_POLICIES, z.core.$ZodType>;
