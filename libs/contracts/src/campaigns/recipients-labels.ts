import { keys } from '../closed-list';
import { type PolicyAuthority, regional } from '../policy-authority';

/** What an organisation is that registers itself to organise campaigns or to be given goods. */
export const REGISTRANT_TYPES = {
  enterprise: '企业',
  union: '工会',
  school: '学校',
  street: '街道、社区',
  charity: '慈善组织',
  hospital: '医院',
  welfare: '福利院、敬老院',
  disaster_office: '受灾地区接收单位',
} as const;
export const REGISTRANT_TYPE_CODES = keys(REGISTRANT_TYPES);
export type RegistrantType = keyof typeof REGISTRANT_TYPES;

/** The kinds of seats that a registration leads to, and who may register for each. */
export const REGISTRABLE = {
  company: ['enterprise', 'union', 'school', 'street', 'charity'],
  recipient: ['hospital', 'school', 'welfare', 'disaster_office', 'street', 'charity'],
} as const satisfies Record<'company' | 'recipient', readonly RegistrantType[]>;
export const REGISTRABLE_KINDS = {
  company: '发起单位（组织团购、以购代捐）',
  recipient: '受赠单位（接收捐赠物资）',
} as const;
export const REGISTRABLE_KIND_CODES = keys(REGISTRABLE_KINDS);
export type RegistrableKind = keyof typeof REGISTRABLE_KINDS;

/** Where the registration of an organisation stands, 单位登记. */
export const REGISTRATION_STATUSES = {
  waiting: '待审核',
  approved: '已通过',
  returned: '已退回',
  withdrawn: '已撤回',
} as const;
export const REGISTRATION_STATUS_CODES = keys(REGISTRATION_STATUSES);
export type RegistrationStatus = keyof typeof REGISTRATION_STATUSES;
export const REGISTRATION_ACTIONS = {
  register: '登记',
  approve: '通过',
  return: '退回',
  resubmit: '重新提交',
  withdraw: '撤回',
} as const;

/** Where a need (受赠需求) stands. */
export const NEED_STATUSES = {
  waiting: '待审核',
  open: '公开中',
  returned: '已退回',
  closed: '已结束',
  withdrawn: '已撤回',
} as const;
export const NEED_STATUS_CODES = keys(NEED_STATUSES);
export type NeedStatus = keyof typeof NEED_STATUSES;
export const NEED_ACTIONS = {
  submit: '提交',
  publish: '直接公开',
  approve: '审核通过',
  return: '退回',
  resubmit: '重新提交',
  republish: '修改后公开',
  close: '结束',
  withdraw: '撤回',
} as const;
/** In which a need is counted. */
export const NEED_UNITS = ['公斤', '吨', '斤', '箱', '件', '袋', '瓶', '桶', '份', '套'] as const;

/** Where an offer of surplus to another recipient stands. */
export const SURPLUS_STATUSES = {
  offered: '待对方确认',
  accepted: '对方已接收',
  refused: '对方不接收',
  withdrawn: '已撤回',
} as const;
export const SURPLUS_STATUS_CODES = keys(SURPLUS_STATUSES);
export type SurplusStatus = keyof typeof SURPLUS_STATUSES;
export const SURPLUS_ACTIONS = { offer: '提出转赠', accept: '同意接收', refuse: '不接收', withdraw: '撤回' } as const;
/** As a recipient reads the list: what it is offered, and what it offers. */
export const SURPLUS_SIDES = { in: '转给本单位的', out: '本单位转出的' } as const;

export const RECIPIENTS_AUDIT_ACTIONS = {
  'campaigns.registration_submitted': '提交单位登记',
  'campaigns.registration_approved': '通过单位登记',
  'campaigns.registration_returned': '退回单位登记',
  'campaigns.need_published': '发布受赠需求',
  'campaigns.need_approved': '通过受赠需求',
  'campaigns.need_returned': '退回受赠需求',
  'campaigns.need_closed': '结束受赠需求',
  'campaigns.need_withdrawn': '撤回受赠需求',
  'campaigns.donation_confirmed': '确认接收以购代捐',
  'campaigns.donation_refused': '谢绝以购代捐',
  'campaigns.delivery_signed': '签收捐赠物资',
  'campaigns.surplus_moved': '余量再分配',
} as const;

export const RECIPIENTS_POLICIES = { 'campaigns.needs_reviewed': '受赠需求公开前须经审核' } as const;
export const RECIPIENTS_POLICY_AUTHORITY = {
  'campaigns.needs_reviewed': regional('higher'),
} as const satisfies Record<keyof typeof RECIPIENTS_POLICIES, PolicyAuthority>;
