import type { CampaignForm, CampaignStatus, DeliveryMode } from '@yigou/contracts/labels';
import { formatCount } from '@yigou/web-ui/format';

/** How far a campaign is, in shares. */
export interface Shares {
  readonly paidShares: number;
  readonly heldShares?: number;
  readonly thresholdShares: number;
  readonly capShares: number;
}

const DAY_MS = 86_400_000;
const two = (value: number): string => String(value).padStart(2, '0');

/** Time until a deadline: days and hours, below a day to the second. Rounded up, so that it says 00:00:00 only when it is over. */
export function timeLeft(ms: number): string {
  if (ms <= 0) return '已截止';
  if (ms >= DAY_MS) {
    const hours = Math.floor((ms % DAY_MS) / 3_600_000);
    return `${Math.floor(ms / DAY_MS)} 天${hours > 0 ? ` ${hours} 小时` : ''}`;
  }
  const seconds = Math.ceil(ms / 1_000);
  return [Math.floor(seconds / 3_600), Math.floor(seconds / 60) % 60, seconds % 60].map(two).join(':');
}

/** Where the bar ends and where the threshold stands on it, in percent of the cap. What is reached is never rounded up to full. */
export function barOf({ paidShares, thresholdShares, capShares }: Shares): {
  readonly paid: number;
  readonly threshold: number;
} {
  const part = (shares: number): number => Math.min(100, Math.floor((shares / capShares) * 1_000) / 10);
  return { paid: part(paidShares), threshold: part(thresholdShares) };
}

/** What is still to be had: what nobody has paid or holds. */
export const sharesLeft = ({ paidShares, heldShares = 0, capShares }: Shares): number =>
  Math.max(0, capShares - paidShares - heldShares);

/** One sentence on where a campaign stands. */
export function standingWords(status: CampaignStatus, shares: Shares): string {
  if (status !== 'recruiting') return AFTER[status] ?? '';
  const { paidShares, thresholdShares } = shares;
  if (paidShares < thresholdShares) return `还差 ${formatCount(thresholdShares - paidShares)} 份成团`;
  const left = sharesLeft(shares);
  if (left > 0) return `已达到成团份数，还可参加 ${formatCount(left)} 份`;
  return paidShares >= shares.capShares ? '名额已满，马上成团' : '名额都有人占着，有人没付款会放出来';
}

const AFTER: Readonly<Partial<Record<CampaignStatus, string>>> = {
  awaiting_balance: '已成团，等待支付尾款',
  collecting: '已成团，正在支付尾款',
  succeeded: '已成团，正在向供应商下单',
  failed: '没有成团，付的款全部原路退回',
  purchasing: '已成团，供应商正在备货',
  shipping: '已成团，货在路上',
  received: '货已签收，准备分发',
  reallocating: '货已签收，余量正在另行安排',
  handed_out: '货已分发完毕，成果即将公示',
  published: '活动完成，成果已公示',
  settled: '活动完成，成果已公示',
  cancelled: '活动已取消，付的款全部原路退回',
};

/** Whether a campaign has results to show. */
export const hasResults = (status: CampaignStatus): boolean =>
  ![
    'draft',
    'to_recipient',
    'agreeing',
    'to_review',
    'recruiting',
    'awaiting_balance',
    'collecting',
    'failed',
    'cancelled',
  ].includes(status);

/** Where the goods go, for who thinks of joining. */
export function deliveryWords(mode: DeliveryMode, recipientName: string | null, byList = false): string {
  if (mode === 'recipient')
    return recipientName ? `直接送到${recipientName}，由其清点签收` : '直接送到受赠方，由其清点签收';
  if (mode === 'pickup') return '送到自提点，凭取货码领取';
  return byList ? '按发起单位的收件名单寄到各人' : '寄到参加时填写的地址';
}

/** What the form means, in a sentence. */
export const FORM_WORDS: Readonly<Record<CampaignForm, string>> = {
  group_buy: '人数够了一起买，越多越便宜',
  donation: '买下农户的产品，送给需要的人',
  gift_pack: '几家产品配成一份礼包',
  pre_sale: '先订后收，收成之后发货',
  inputs: '种子、化肥、饲料统一采购，分发到户',
};
