import type { CampaignStatus } from '@yigou/contracts/labels';

/** Whose turn it is with a campaign, in a sentence for its organiser. */
export function waitsFor(one: {
  readonly status: CampaignStatus;
  readonly unanswered: number;
  /** People who ask to lead. */
  readonly leaderAsks?: number;
  readonly reportDueOn: string | null;
}): string {
  if (one.reportDueOn !== null) return `请在 ${one.reportDueOn} 前发布进展，逾期不能发起新的活动`;
  switch (one.status) {
    case 'draft':
      return '还没有提交，请填写完整后提交';
    case 'to_recipient':
      return '等受赠方确认需求和数量';
    case 'agreeing':
      return `等 ${one.unanswered} 家供应商答复`;
    case 'to_review':
      return '供应商都已同意，等管理机构审核';
    case 'recruiting':
      return one.leaderAsks ? `${one.leaderAsks} 人申请帮卖，请答复` : '正在招募，请把链接分享出去';
    case 'awaiting_balance':
      return '已成团，到日子由参加的人支付尾款';
    case 'collecting':
      return '正在支付尾款，结束后按付清的份数下单';
    case 'succeeded':
      return '已成团，正在下单';
    case 'purchasing':
      return '已下单，等供应商发货';
    case 'shipping':
      return '正在发货，收到后签收';
    case 'received':
    case 'reallocating':
      return '货已收到，请安排分发';
    case 'handed_out':
      return '分发完毕，可以公示结果';
    case 'published':
      return '结果已公示';
    case 'settled':
      return '已结清';
    case 'failed':
      return '没有成团，款项已全部退回';
    case 'cancelled':
      return '已取消';
  }
}

const BEFORE: readonly CampaignStatus[] = [
  'draft',
  'to_recipient',
  'agreeing',
  'to_review',
  'recruiting',
  'awaiting_balance',
  'collecting',
];

/** Whether its goods are bought, sent and handed out, on a page of their own. */
export const hasSucceeded = ({ status }: { readonly status: CampaignStatus }): boolean =>
  !BEFORE.includes(status) && status !== 'failed' && status !== 'cancelled';
