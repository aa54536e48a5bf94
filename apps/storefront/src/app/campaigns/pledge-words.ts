import { PLEDGE_STATUSES, type CampaignStatus, type PledgeStatus } from '@yigou/contracts/labels';

interface Standing {
  readonly status: PledgeStatus;
  readonly campaign: { readonly status: CampaignStatus };
  readonly depositFen?: number | null;
  readonly balanceOn?: string | null;
}

/** One sentence on a pledge, for whoever made it: where the money is, and what comes next. */
export function pledgeWords({ status, campaign, depositFen, balanceOn }: Standing): string {
  switch (status) {
    case 'pending':
      return '名额已留好，请尽快付款';
    case 'paid':
      if (depositFen && campaign.status === 'recruiting') return `定金已付，等待成团；成团后 ${balanceOn} 起付尾款`;
      return campaign.status === 'recruiting' ? '已付款，等待成团' : '已付款，正在结算';
    case 'balance_due':
      return campaign.status === 'collecting' ? '已成团，请付尾款，逾期定金不退' : `已成团，${balanceOn} 起付尾款`;
    case 'forfeited':
      return '尾款没有按时付清，定金不退';
    case 'confirmed':
      return CONFIRMED[campaign.status] ?? '已成团';
    case 'refunded':
      return campaign.status === 'cancelled' ? '活动已取消，付的款原路退回' : '没有成团，付的款原路退回';
    case 'withdrawn':
      return '已退出，付的款原路退回';
    case 'done':
      return '已领到，谢谢您';
    default:
      return PLEDGE_STATUSES[status];
  }
}

const CONFIRMED: Readonly<Partial<Record<CampaignStatus, string>>> = {
  collecting: '尾款已付清，等支付期结束后下单',
  succeeded: '已成团，正在下单',
  purchasing: '已成团，供应商正在备货',
  shipping: '已成团，货在路上',
  received: '货已到，等待分发',
  reallocating: '货已到，等待分发',
  handed_out: '已分发，成果即将公示',
  published: '活动完成，成果已公示',
  settled: '活动完成，成果已公示',
};
