import { keys } from '../closed-list';
import { national, type PolicyAuthority } from '../policy-authority';

/** Where somebody stands who wants to gather people for a campaign, 帮卖团长. */
export const LEADER_STATUSES = {
  asked: '等发起人答复',
  active: '帮卖中',
  refused: '未通过',
  withdrawn: '已撤回申请',
  lapsed: '申请已过期',
  left: '已退出',
  removed: '已被移出',
} as const;
export const LEADER_STATUS_CODES = keys(LEADER_STATUSES);
export type LeaderStatus = keyof typeof LEADER_STATUSES;

export const LEADERS_POLICIES = {
  'campaigns.leaders_per_campaign': '每个团购的帮卖团长人数上限',
  'campaigns.led_per_person': '每人同时帮卖的团购数上限',
  'campaigns.leader_names_days': '团购结束（或停滞）后团长可查看参与人的天数',
  'campaigns.own_points': '每个团购接受团长自设自提点的上限',
} as const;
export const LEADERS_POLICY_AUTHORITY = {
  'campaigns.leaders_per_campaign': national,
  'campaigns.led_per_person': national,
  'campaigns.leader_names_days': national,
  'campaigns.own_points': national,
} as const satisfies Record<keyof typeof LEADERS_POLICIES, PolicyAuthority>;

export const LEADERS_AUDIT_ACTIONS = {
  'campaigns.leader_accepted': '同意帮卖团长',
  'campaigns.leader_refused': '谢绝帮卖团长',
  'campaigns.leader_removed': '移出帮卖团长',
  'campaigns.leaders_opened': '开放帮卖',
  'campaigns.leaders_closed': '停止招募团长',
  'campaigns.people_exported': '导出参与人名单',
} as const;
