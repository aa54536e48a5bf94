import type { CampaignForm, DeliveryMode } from '@yigou/contracts';
import { marketDay } from '@yigou/platform';
import { depositBoundsFen } from '../balances/deposit-share';

/** What a draft says, as far as it decides whether it may be submitted. */
export interface DraftFacts {
  readonly form: CampaignForm;
  readonly story: string;
  readonly deadline: Date | null;
  readonly shipOn: string | null;
  readonly deliveryMode: DeliveryMode;
  readonly recipientId: string | null;
  readonly needId: string | null;
  /** Whether its need may be promised today; null without one. */
  readonly needOpen: boolean | null;
  readonly placed: boolean;
  readonly points: number;
  /** Packs of its list of addresses; null without one. */
  readonly packs: number | null;
  readonly thresholdShares: number;
  readonly capShares: number;
  readonly perPledgeShares: number;
  readonly freightShareFen: number;
  /** Per share, in fen; null: nothing less than all is paid at joining, or a part of it that comes to nothing. */
  readonly depositShareFen: number | null;
  /** It was chosen as a part. */
  readonly depositBp: number | null;
  readonly balanceOn: string | null;
  readonly goods: readonly {
    readonly pieces: number;
    readonly pricesFen: readonly number[];
    /** What everybody pays today, fen. */
    readonly publicFen: number;
    readonly orderable: boolean;
    /** Whether the organiser sells it themselves. */
    readonly own: boolean;
  }[];
}
export interface DraftRules {
  readonly now: Date;
  /** Policy `campaigns.max_days`. */
  readonly maxDays: number;
  /** Policies `campaigns.deposit_least_bp` and `campaigns.deposit_most_bp`. */
  readonly deposit: { readonly leastBp: number; readonly mostBp: number };
}

const DAY_MS = 86_400_000;
/** Suppliers and the office need time to answer. */
const SHORTEST_MS = DAY_MS;
const STORY = 20;
/** What a single payment may come to: 1,000,000 yuan. */
const MOST_PLEDGE_FEN = 100_000_000;
const MODES: Readonly<Record<CampaignForm, readonly DeliveryMode[]>> = {
  group_buy: ['pickup', 'each'],
  donation: ['recipient'],
  gift_pack: ['pickup', 'each'],
  pre_sale: ['pickup', 'each'],
  inputs: ['pickup'],
};

/** What keeps a draft from being submitted, in Chinese, by the name of the field in its form; empty when nothing does. A draft contradicts itself nowhere: its contract holds that. */
export function draftProblems(draft: DraftFacts, rules: DraftRules): Record<string, string> {
  return {
    ...timeProblems(draft, rules),
    ...placeProblems(draft),
    ...goodsProblems(draft),
    ...depositProblems(draft, rules),
  };
}

function timeProblems({ form, deadline, shipOn }: DraftFacts, { now, maxDays }: DraftRules): Record<string, string> {
  const found: Record<string, string> = {};
  if (!deadline) found['deadline'] = '请填写截止时间';
  else if (deadline.getTime() < now.getTime() + SHORTEST_MS)
    found['deadline'] = '截止时间至少在 24 小时以后：供应商和审核都需要时间';
  else if (deadline.getTime() > now.getTime() + maxDays * DAY_MS)
    found['deadline'] = `截止时间最远在 ${maxDays} 天以后`;
  if (form !== 'pre_sale') {
    if (shipOn !== null) found['shipOn'] = '只有预售填写采收日期';
  } else if (shipOn === null) found['shipOn'] = '请填写采收日期';
  else if (deadline && shipOn <= marketDay(deadline)) found['shipOn'] = '采收日期要在截止时间以后';
  return found;
}

function placeProblems(draft: DraftFacts): Record<string, string> {
  const { form, story, deliveryMode, recipientId, needId, needOpen, placed, points, packs } = draft;
  const found: Record<string, string> = {};
  if (story.trim().length < STORY) found['story'] = `请写明为什么发起、帮到谁，至少 ${STORY} 个字`;
  if (!MODES[form].includes(deliveryMode)) found['deliveryMode'] = '这种形式不能这样收货，请另选';
  else if (deliveryMode === 'pickup' && points === 0) found['points'] = '请至少填写一个自提点';
  // A need says where its recipient wants it.
  else if (deliveryMode !== 'pickup' && !placed && !(deliveryMode === 'recipient' && needId !== null))
    found['place'] = deliveryMode === 'recipient' ? '请填写受赠方收货的地点' : '请填写货物先送到哪里';
  if (form === 'donation' ? recipientId === null : recipientId !== null)
    found['recipientId'] = form === 'donation' ? '请选择受赠方' : '只有以购代捐有受赠方';
  else if (needOpen === false) found['recipientId'] = '这项需求已经结束或过期，请取消草稿，另选一项需求发起';
  if (packs !== null && deliveryMode !== 'each') found['addresses'] = '只有寄到各人的活动有收件名单，请删除名单';
  // Everybody on the list gets theirs, and nobody pays for packs without anybody to get them.
  else if (packs !== null && (packs !== draft.thresholdShares || packs !== draft.capShares))
    found['addresses'] = `名单共 ${packs} 份，要全部寄出：请把成团份数和最多份数都填 ${packs} 份，或修改名单`;
  return found;
}

function goodsProblems({ goods, perPledgeShares, freightShareFen }: DraftFacts): Record<string, string> {
  if (goods.length === 0) return { goods: '请至少选择一种商品' };
  const found: Record<string, string> = {};
  goods.forEach(({ orderable, own, pricesFen, publicFen }, place) => {
    if (own) found[`goods.${place}.skuId`] = '不能发起销售自家商品的团购';
    else if (!orderable) found[`goods.${place}.skuId`] = '该商品现在不在售，请更换';
    const dear = pricesFen.findIndex((price) => price > publicFen);
    if (dear >= 0) found[`goods.${place}.pricesFen.${dear}`] = `不能高于平台售价 ${yuan(publicFen)} 元`;
  });
  const share = goods.reduce((sum, { pieces, pricesFen }) => sum + pieces * (pricesFen[0] ?? 0), freightShareFen);
  if (share * perPledgeShares > MOST_PLEDGE_FEN)
    found['perPledgeShares'] = `每份 ${yuan(share)} 元，每人最多份数合计不能超过 ${yuan(MOST_PLEDGE_FEN)} 元`;
  return found;
}

/** Of a pre-sale that is paid in two parts: what the law and policy let a deposit be, and when the rest is paid. */
function depositProblems(draft: DraftFacts, { deposit }: DraftRules): Record<string, string> {
  const { form, depositShareFen, depositBp, balanceOn, deadline, shipOn, goods } = draft;
  if (depositShareFen === null && depositBp === null) return {};
  if (form !== 'pre_sale') return { deposit: '只有预售可以收定金' };
  const found: Record<string, string> = {};
  const { leastFen, mostFen } = depositBoundsFen(goods, deposit);
  if (goods.length > 0 && mostFen < leastFen) found['deposit'] = '每份价格太低，不能收定金，请改为付全款';
  else if (goods.length > 0 && (depositShareFen === null || depositShareFen < leastFen || depositShareFen > mostFen))
    found['deposit'] =
      `每份定金应在 ${yuan(leastFen)} 元至 ${yuan(mostFen)} 元之间（最低成团价的 ${deposit.leastBp / 100}% 至 ${deposit.mostBp / 100}%）`;
  if (balanceOn === null) found['balanceOn'] = '请填写从哪一天起支付尾款';
  else if (deadline && balanceOn <= marketDay(deadline)) found['balanceOn'] = '支付尾款的日期要在截止时间以后';
  else if (shipOn && balanceOn > shipOn) found['balanceOn'] = '支付尾款的日期不能晚于采收日期';
  return found;
}

const yuan = (fen: number): string => (fen / 100).toFixed(2);
