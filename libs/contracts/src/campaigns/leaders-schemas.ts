import * as z from 'zod';
import { PhotoKey } from '../catalogue/schemas';
import { Id, Instant, page, PageQuery, text } from '../common';
import { PickupPoint } from './authoring-schemas';
import {
  CAMPAIGN_STATUS_CODES,
  DELIVERY_MODE_CODES,
  HAND_OUT_STATE_CODES,
  LEADER_STATUS_CODES,
  PLEDGE_STATUS_CODES,
} from './labels';

const Count = z.int().min(0);

/** A name that everybody reads: one line, and nothing in it that cannot be seen. */
const LeaderName = z
  .string()
  .trim()
  .normalize('NFC')
  .min(2, '至少 2 个字')
  .max(20, '最多 20 个字')
  .regex(/^[^\p{C}\p{Zl}\p{Zp}\p{DI}\u2800]*$/u, '含有看不见或不能使用的字符');

export const AskToLeadBody = z
  .strictObject({
    name: LeaderName,
    /** A pick-up point of the campaign that one hands out at. */
    pointId: Id.nullable().default(null),
    /** Or a point of one’s own, which the organiser looks at. */
    point: PickupPoint.nullable().default(null),
  })
  .refine(({ pointId, point }) => pointId === null || point === null, {
    path: ['pointId'],
    message: '请在已有的自提点和自己的自提点中选一个',
  });
export const LeaderLinkQuery = z.object({ via: z.string().trim().max(20) });
/** Whose link was followed; null: nobody’s. */
export const LeaderLink = z.object({
  leader: z.object({ name: z.string(), pointId: Id.nullable() }).nullable(),
});

const LedCampaign = z.object({
  id: Id,
  number: z.string(),
  title: z.string(),
  photo: PhotoKey.nullable(),
  status: z.enum(CAMPAIGN_STATUS_CODES),
  deadline: Instant,
  deliveryMode: z.enum(DELIVERY_MODE_CODES),
  thresholdShares: Count,
  capShares: Count,
  paidShares: Count,
});
/** What came by somebody’s link: of pledges that are paid and stand. */
const Gathered = z.object({ people: Count, shares: Count });
/** A campaign that one leads or asked to lead. */
export const LeadingRow = Gathered.extend({
  name: z.string(),
  status: z.enum(LEADER_STATUS_CODES),
  campaign: LedCampaign,
  pointName: z.string().nullable(),
  askedAt: Instant,
});
export const LeadingPage = page(LeadingRow);
export const LeadingView = LeadingRow.extend({
  /** Of the own link; null unless it counts. */
  code: z.string().nullable(),
  /** Taken by the own link and not paid yet. */
  heldShares: Count,
  point: z.object({ id: Id, name: z.string(), regionPath: z.string(), detail: z.string(), shares: Count }).nullable(),
  steps: z.array(z.object({ to: z.enum(LEADER_STATUS_CODES), at: Instant, reason: z.string() })),
  can: z.object({
    share: z.boolean(),
    /** Names of who came by the link are open: not for ever. */
    names: z.boolean(),
    /** Goods are on their way to the own point or there. */
    sort: z.boolean(),
    /** Takes an ask back, or ends the leading. */
    leave: z.boolean(),
  }),
});
export type LeadingView = z.infer<typeof LeadingView>;
/** A pledge that came by the own link: nothing of where its maker lives. */
export const LedPledge = z.object({
  number: z.string(),
  name: z.string(),
  /** Its middle is hidden; empty where there is none. */
  phone: z.string(),
  shares: Count,
  status: z.enum(PLEDGE_STATUS_CODES),
  pointName: z.string().nullable(),
  createdAt: Instant,
  handedAt: Instant.nullable(),
});
export const LedPledgePage = page(LedPledge);

const SortedGood = z.object({
  name: z.string(),
  /** In a share. */
  perShare: Count,
  /** Pieces that all shares of the point hold. */
  pieces: Count,
  /** Pieces that were ordered for the point and not ended since: fewer where a supplier failed. */
  ordered: Count,
  /** In place of another good, for those whose note says so. */
  instead: z.boolean(),
});
/** Who fetches what at the own point, 分拣单、提货单: a row for each person. */
export const SortingList = z.object({
  number: z.string(),
  title: z.string(),
  point: z.object({ name: z.string(), place: z.string(), contact: z.string() }),
  goods: z.array(SortedGood),
  people: z.array(
    z.object({
      name: z.string(),
      phone: z.string(),
      shares: Count,
      handedShares: Count,
      /** Numbers of the pledges. */
      pledges: z.array(z.string()),
      state: z.enum(HAND_OUT_STATE_CODES),
      /** Chinese: what they get in place of other goods, or do not get; empty: all as pledged for. */
      note: z.string(),
    }),
  ),
  shares: Count,
  handedShares: Count,
});
export type SortingList = z.infer<typeof SortingList>;

export const LeadersQuery = PageQuery.extend({ status: z.enum(LEADER_STATUS_CODES).optional() });
/** A sub-leader as the organiser sees them. */
export const LeaderRow = Gathered.extend({
  id: Id,
  name: z.string(),
  /** Of the account. */
  userName: z.string(),
  status: z.enum(LEADER_STATUS_CODES),
  pointName: z.string().nullable(),
  /** The own point that is asked for; null once it was decided. */
  proposal: z
    .object({
      name: z.string(),
      contact: z.string(),
      phone: z.string(),
      regionPath: z.string(),
      detail: z.string(),
    })
    .nullable(),
  askedAt: Instant,
  reason: z.string(),
});
export type LeaderRow = z.infer<typeof LeaderRow>;
export const LeaderPage = page(LeaderRow).extend({
  /** People may ask. */
  open: z.boolean(),
  /** The campaign recruits: only then asks are accepted. */
  recruiting: z.boolean(),
  /** Where goods are fetched: places that each supplier sends to, those of them that sub-leaders brought, and how many of these may be; null: goods are not fetched. */
  points: z.object({ all: Count, own: Count, mostOwn: Count }).nullable(),
  /** What suppliers get for freight at most, fen a share, however many places they send to. */
  freightShareFen: z.int().min(0),
});
export const OpenLeadersBody = z.strictObject({ open: z.boolean() });
export const LeadersOpened = z.object({ open: z.boolean() });
export const AnswerLeaderBody = z
  .strictObject({ decision: z.enum(['accept', 'refuse']), reason: text(200, 0).default('') })
  .refine(({ decision, reason }) => decision === 'accept' || reason !== '', {
    path: ['reason'],
    message: '请写明谢绝的原因',
  });
export const RemoveLeaderBody = z.strictObject({ reason: text(200, 2, '请写明移出的原因，对方会看到') });
