import * as z from 'zod';
import { Fen, Id, Instant, PriceFen, text } from '../common';
import { SUBSTITUTE_RECIPIENT_CODES, SUBSTITUTE_STATUS_CODES } from './substitutes-labels';

/** Goods that a supplier offers in place of some that it cannot deliver; prices in fen, of a piece, at the tier that was reached. */
export const SubstituteOffer = z.object({
  id: Id,
  goodsId: Id,
  /** Product and packing. */
  goodsName: z.string(),
  goodsPriceFen: Fen,
  skuId: Id,
  name: z.string(),
  priceFen: PriceFen,
  /** Of a share, of the one as of the other. */
  pieces: z.int(),
  reason: z.string(),
  status: z.enum(SUBSTITUTE_STATUS_CODES),
  answerBy: Instant,
  /** Of a donation: what its recipient says, without whose yes nothing of it is sent; null: there is no recipient. */
  recipient: z.enum(SUBSTITUTE_RECIPIENT_CODES).nullable(),
  /** Shares whose people accepted so far, or when it closed. */
  acceptedShares: z.int(),
});
export type SubstituteOffer = z.infer<typeof SubstituteOffer>;

/** An offer as who pledged sees it: what of the own pledge is meant. */
export const PledgeSubstitute = SubstituteOffer.omit({ acceptedShares: true }).extend({
  supplierName: z.string(),
  /** Null: not answered, which is a refund. */
  accepts: z.boolean().nullable(),
  /** What goes back of the pledge without it, and with it: the difference in price. */
  refundFen: Fen,
  differenceFen: Fen,
  /** It can be answered now, and an answer changed. */
  open: z.boolean(),
});

/** An offer as the recipient of a donation sees it. */
export const DonationSubstitute = SubstituteOffer.omit({ acceptedShares: true }).extend({
  supplierName: z.string(),
  /** It can be answered now, and an answer changed. */
  open: z.boolean(),
});

export const OfferSubstituteBody = z.strictObject({
  goodsId: Id,
  skuId: Id,
  /** Of a piece; no more than what it stands for. */
  priceFen: PriceFen,
  /** Until when who pledged may answer. */
  answerBy: z.iso.datetime({ offset: true, error: '请选择答复期限' }),
  reason: text(200, 1, '请填写不能供货的原因'),
});
export const AnswerSubstituteBody = z.strictObject({ accepts: z.boolean() });

/** Offers of the own supplier in a campaign, and whether one may be made. */
export const SubstituteList = z.object({
  items: z.array(SubstituteOffer),
  /** Own goods that nothing is offered for. */
  goods: z.array(z.object({ id: Id, name: z.string(), priceFen: Fen, pieces: z.int() })),
  /** Own goods on sale that may stand for them, with what is in stock. */
  choices: z.array(z.object({ skuId: Id, name: z.string(), priceFen: Fen, available: z.int() })),
  /** What all shares need of a piece in each. */
  shares: z.int(),
  /** Days that an offer may be open at most. */
  mostDays: z.int(),
  open: z.boolean(),
});
