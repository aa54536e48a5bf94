import { keys } from '../closed-list';

/** Registered household, 建档立卡户. */
export const HOUSEHOLD_STATUSES = { registered: '建档立卡户', risen: '已脱贫户', monitored: '监测户' } as const;
export const HOUSEHOLD_STATUS_CODES = keys(HOUSEHOLD_STATUSES);
export type HouseholdStatus = keyof typeof HOUSEHOLD_STATUSES;

/** Who acts for those who cannot use the web, 帮扶责任人 (domain §5, S41). */
export const HELPER_TITLES = {
  first_secretary: '驻村第一书记',
  work_team: '驻村工作队员',
  village_cadre: '包村干部',
  responsible: '帮扶责任人',
} as const;
export const HELPER_TITLE_CODES = keys(HELPER_TITLES);
export type HelperTitle = keyof typeof HELPER_TITLES;

export const HOUSEHOLDS_AUDIT_ACTIONS = {
  'households.saved': '登记建档立卡户',
  'households.imported': '导入建档立卡户',
  'households.disclosed': '查看户主完整信息',
  'households.mandate_granted': '登记代办授权',
  'households.mandate_revoked': '撤销代办授权',
} as const;

/** What notices of this context are about. */
export const HOUSEHOLDS_NOTICE_KINDS = {
  household: '带动关系',
} as const;
