import { keys } from '../closed-list';
import { national, type PolicyAuthority } from '../policy-authority';
import { LEADERS_AUDIT_ACTIONS, LEADERS_POLICIES, LEADERS_POLICY_AUTHORITY } from './leaders-labels';
import { RECIPIENTS_AUDIT_ACTIONS, RECIPIENTS_POLICIES, RECIPIENTS_POLICY_AUTHORITY } from './recipients-labels';
import { SUBSTITUTES_AUDIT_ACTIONS } from './substitutes-labels';

export * from './leaders-labels';
export * from './recipients-labels';
export * from './substitutes-labels';

/** What people do together, 以购代捐的形式. */
export const CAMPAIGN_FORMS = {
  group_buy: '拼团',
  donation: '以购代捐',
  gift_pack: '礼包',
  pre_sale: '预售',
  inputs: '农资统购',
} as const;
export const CAMPAIGN_FORM_CODES = keys(CAMPAIGN_FORMS);
export type CampaignForm = keyof typeof CAMPAIGN_FORMS;

export const CAMPAIGN_STATUSES = {
  draft: '草稿',
  to_recipient: '待受赠方确认',
  agreeing: '待供应商确认',
  to_review: '待审',
  recruiting: '招募中',
  awaiting_balance: '待收尾款',
  collecting: '尾款支付中',
  succeeded: '成团',
  failed: '未成团',
  purchasing: '采购中',
  shipping: '发货中',
  received: '已签收',
  reallocating: '余量再分配',
  handed_out: '已分发',
  published: '已公示',
  settled: '结清',
  cancelled: '已取消',
} as const;
export const CAMPAIGN_STATUS_CODES = keys(CAMPAIGN_STATUSES);
export type CampaignStatus = keyof typeof CAMPAIGN_STATUSES;

/** Where the goods go: to points where people fetch them, to each who joined, or to who they are given to. */
export const DELIVERY_MODES = { pickup: '自提', each: '寄到各人', recipient: '送受赠方' } as const;
export const DELIVERY_MODE_CODES = keys(DELIVERY_MODES);
export type DeliveryMode = keyof typeof DELIVERY_MODES;

/** What a supplier says to its part of a campaign. */
export const SUPPLIER_ANSWERS = { asked: '待确认', agreed: '已同意', declined: '已谢绝' } as const;
export const SUPPLIER_ANSWER_CODES = keys(SUPPLIER_ANSWERS);
export type SupplierAnswer = keyof typeof SUPPLIER_ANSWERS;

export const PLEDGE_STATUSES = {
  pending: '待付款',
  paid: '已付款',
  balance_due: '待付尾款',
  expired: '超时关闭',
  cancelled: '已取消',
  withdrawn: '已退出',
  confirmed: '已成团',
  forfeited: '未付尾款',
  refunded: '已退款',
  done: '已完成',
} as const;
export const PLEDGE_STATUS_CODES = keys(PLEDGE_STATUSES);
export type PledgeStatus = keyof typeof PLEDGE_STATUSES;

/** On what somebody got goods: the code of the pledge, or a signature on the phone. */
export const HAND_OUT_PROOFS = { code: '取货码', signature: '签名' } as const;
export const HAND_OUT_PROOF_CODES = ['code', 'signature'] as const satisfies readonly (keyof typeof HAND_OUT_PROOFS)[];
export type HandOutProof = keyof typeof HAND_OUT_PROOFS;

export const HAND_OUT_STATES = { waiting: '待领取', done: '已领取' } as const;
export const HAND_OUT_STATE_CODES = keys(HAND_OUT_STATES);
export type HandOutState = keyof typeof HAND_OUT_STATES;

/** How far the orders and the money of one place are. */
export const CONSIGNMENT_STAGES = {
  waiting: '待核算',
  reckoning: '核算中',
  placing: '下单中',
  funding: '归集货款中',
  paid: '已付款',
} as const;

/** What the market decides for campaigns. */
export const CAMPAIGNS_POLICIES = {
  'campaigns.pay_minutes': '团购付款时限（分钟）',
  'campaigns.settle_days': '团购公示后结清（天）',
  'campaigns.stock_wait_days': '团购预售等待到货（天）',
  'campaigns.pool_wait_hours': '团购货款不齐时等待处理（小时）',
  'campaigns.substitute_days': '替代商品答复期限最长（天）',
  'campaigns.max_days': '团购最长招募天数',
  'campaigns.open_per_organiser': '同一发起人同时进行的团购数',
  'campaigns.report_days': '收货后发布进展的期限（天）',
  'campaigns.address_days': '收件名单在活动结束后保存的天数',
  'campaigns.deposit_most_bp': '预售定金上限（最低成团价的万分之）',
  'campaigns.deposit_least_bp': '预售定金下限（最低成团价的万分之）',
  'campaigns.balance_days': '预售尾款支付期限（天）',
  'campaigns.balance_reminder_hours': '尾款到期前提醒（小时）',
  ...LEADERS_POLICIES,
  ...RECIPIENTS_POLICIES,
} as const;
export const CAMPAIGNS_POLICY_CODES = keys(CAMPAIGNS_POLICIES);
export const CAMPAIGNS_POLICY_AUTHORITY = {
  'campaigns.pay_minutes': national,
  'campaigns.settle_days': national,
  'campaigns.stock_wait_days': national,
  'campaigns.pool_wait_hours': national,
  'campaigns.substitute_days': national,
  'campaigns.max_days': national,
  'campaigns.open_per_organiser': national,
  'campaigns.report_days': national,
  'campaigns.address_days': national,
  'campaigns.deposit_most_bp': national,
  'campaigns.deposit_least_bp': national,
  'campaigns.balance_days': national,
  'campaigns.balance_reminder_hours': national,
  ...LEADERS_POLICY_AUTHORITY,
  ...RECIPIENTS_POLICY_AUTHORITY,
} as const satisfies Record<keyof typeof CAMPAIGNS_POLICIES, PolicyAuthority>;

/** What notices of this context are about. */
export const CAMPAIGNS_NOTICE_KINDS = { campaign: '团购' } as const;

/** What the log keeps of this context. */
export const CAMPAIGNS_AUDIT_ACTIONS = {
  'campaigns.campaign_submitted': '提交团购',
  'campaigns.campaign_cancelled': '取消团购',
  'campaigns.campaign_agreed': '同意团购供货',
  'campaigns.campaign_declined': '谢绝团购供货',
  'campaigns.campaign_approved': '团购审核通过',
  'campaigns.campaign_returned': '退回团购',
  'campaigns.campaign_stopped': '停止团购',
  'campaigns.report_filed': '发布团购进展',
  'campaigns.complaint_filed': '举报团购',
  'campaigns.complaint_closed': '处理团购举报',
  'campaigns.addresses_uploaded': '上传收件名单',
  'campaigns.addresses_exported': '导出收件名单',
  'campaigns.hand_out_closed': '结束团购分发',
  'campaigns.pledge_withdrawn': '退出团购',
  'campaigns.published': '公示团购受益情况',
  ...LEADERS_AUDIT_ACTIONS,
  ...RECIPIENTS_AUDIT_ACTIONS,
  ...SUBSTITUTES_AUDIT_ACTIONS,
} as const;

/** What happens to a campaign, as its history says it. */
export const CAMPAIGN_ACTIONS = {
  draft: '新建草稿',
  submit: '提交',
  recipient_confirm: '受赠方确认',
  recipient_refuse: '受赠方退回',
  agree: '供应商全部同意',
  decline: '供应商谢绝',
  approve: '审核通过，开始招募',
  return: '审核退回',
  cancel: '取消',
  succeed: '成团',
  secure: '成团，待收尾款',
  fail: '未成团',
  open_balance: '开始支付尾款',
  close_balance: '尾款支付结束',
  lapse: '无人支付尾款',
  purchase: '已下单采购',
  give_up: '供应商均未能供货',
  ship: '发货',
  receive: '签收',
  reallocate: '余量再分配',
  hand_out: '分发完毕',
  publish: '公示结果',
  settle: '结清',
} as const;

/** Fields of a draft, in the words of its form: a review points at them. */
export const CAMPAIGN_FIELDS = {
  title: '标题',
  story: '说明',
  goods: '商品和价格',
  tierFrom: '价格档位',
  thresholdShares: '成团份数',
  capShares: '最多份数',
  perPledgeShares: '每人最多份数',
  deadline: '截止时间',
  freightShareFen: '每份运费',
  shipOn: '采收日期',
  deposit: '定金',
  balanceOn: '尾款开始支付日期',
  deliveryMode: '收货方式',
  recipientId: '受赠方',
  place: '收货地点',
  points: '自提点',
  addresses: '收件名单',
} as const;
export const CAMPAIGN_FIELD_CODES = keys(CAMPAIGN_FIELDS);
export type CampaignField = keyof typeof CAMPAIGN_FIELDS;

/** What somebody says is wrong with a campaign, 举报. */
export const CAMPAIGN_COMPLAINT_KINDS = {
  untrue: '内容不实',
  price: '价格虚高',
  illegal: '违法违规',
  organiser: '发起人可疑',
  other: '其他',
} as const;
export const CAMPAIGN_COMPLAINT_KIND_CODES = keys(CAMPAIGN_COMPLAINT_KINDS);
export type CampaignComplaintKind = keyof typeof CAMPAIGN_COMPLAINT_KINDS;
export const CAMPAIGN_COMPLAINT_STATUSES = { open: '待处理', closed: '已处理' } as const;
export const CAMPAIGN_COMPLAINT_STATUS_CODES = keys(CAMPAIGN_COMPLAINT_STATUSES);
export type CampaignComplaintStatus = keyof typeof CAMPAIGN_COMPLAINT_STATUSES;
