import { CAMPAIGN_STATUS_CODES, type CampaignStatus } from '@yigou/contracts';
import { type ActionOf, defineMachine } from '@yigou/kernel';

/**
 * A campaign, domain §3f: 草稿 → (待受赠方确认 for donations) → 待供应商确认 → 待审 → 招募中 → (待收尾款 → 尾款支付中, where a deposit was paid) → 成团 | 未成团 → 采购中 → 发货中 → 已签收 → (余量再分配) → 已分发 → 已公示 → 结清, or 已取消
 * until it has succeeded. Its mover is `moveCampaign`.
 */
export const CAMPAIGN = defineMachine({
  name: 'campaigns_campaign',
  states: CAMPAIGN_STATUS_CODES,
  initial: 'draft',
  actions: {
    draft: { from: [null], to: 'draft' },
    submit: { from: ['draft'], to: ['to_recipient', 'agreeing'], refusal: 'campaign_moved' },
    recipient_confirm: { from: ['to_recipient'], to: 'agreeing', refusal: 'campaign_moved' },
    recipient_refuse: { from: ['to_recipient'], to: 'draft', refusal: 'campaign_moved' },
    /** The last of its suppliers agreed. */
    agree: { from: ['agreeing'], to: 'to_review', refusal: 'campaign_moved' },
    decline: { from: ['agreeing'], to: 'draft', refusal: 'campaign_moved' },
    approve: { from: ['to_review'], to: 'recruiting', refusal: 'campaign_moved' },
    return: { from: ['to_review'], to: 'draft', refusal: 'campaign_moved' },
    cancel: {
      from: ['draft', 'to_recipient', 'agreeing', 'to_review', 'recruiting', 'awaiting_balance', 'collecting'],
      to: 'cancelled',
      refusal: 'campaign_moved',
    },
    succeed: { from: ['recruiting'], to: 'succeeded' },
    /** A pre-sale with a deposit, which waits for its balances first (定金预售). */
    secure: { from: ['recruiting'], to: 'awaiting_balance' },
    fail: { from: ['recruiting'], to: 'failed' },
    /** The balances may be paid from now on. */
    open_balance: { from: ['awaiting_balance'], to: 'collecting' },
    /** Their time is over, or all are paid: what was paid is bought. */
    close_balance: { from: ['collecting'], to: 'succeeded' },
    /** Nobody paid. */
    lapse: { from: ['collecting'], to: 'failed' },
    /** Its orders are placed and paid. */
    purchase: { from: ['succeeded'], to: 'purchasing' },
    /** None of its suppliers delivers. */
    give_up: { from: ['succeeded', 'purchasing'], to: 'failed' },
    ship: { from: ['purchasing'], to: 'shipping' },
    receive: { from: ['purchasing', 'shipping'], to: 'received' },
    /** What its recipient does not need goes to another. */
    reallocate: { from: ['received'], to: 'reallocating', refusal: 'campaign_moved' },
    hand_out: { from: ['received', 'reallocating'], to: 'handed_out', refusal: 'campaign_moved' },
    publish: { from: ['received', 'handed_out'], to: 'published', refusal: 'campaign_moved' },
    settle: { from: ['published'], to: 'settled' },
  },
});

export type CampaignAction = ActionOf<typeof CAMPAIGN>;

/** Whether its terms can still change: nobody has agreed to them. */
export const isDraft = (status: CampaignStatus): boolean => CAMPAIGN.can(status, 'submit');
