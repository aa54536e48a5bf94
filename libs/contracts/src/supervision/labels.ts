import { keys } from '../closed-list';
import { type PolicyAuthority, regional } from '../policy-authority';

export const COMPLAINT_KINDS = {
  quality: '质量问题',
  price: '价格虚高',
  origin: '产地不实',
  benefit: '带贫不实',
  counterfeit: '假冒扶贫产品',
  service: '售后服务',
  other: '其他',
} as const;
export const COMPLAINT_KIND_CODES = keys(COMPLAINT_KINDS);
export type ComplaintKind = keyof typeof COMPLAINT_KINDS;

export const COMPLAINT_STATUSES = { received: '已受理', investigating: '核查中', answered: '已答复' } as const;
export const COMPLAINT_STATUS_CODES = keys(COMPLAINT_STATUSES);
export type ComplaintStatus = keyof typeof COMPLAINT_STATUSES;

/** How a certificate came to be inspected, 抽查. */
export const INSPECTION_CAUSES = { random: '随机抽查', risk: '风险抽查', complaint: '投诉核查' } as const;
export const INSPECTION_CAUSE_CODES = keys(INSPECTION_CAUSES);
export type InspectionCause = keyof typeof INSPECTION_CAUSES;

export const DRAW_METHODS = { random: '随机', risk: '按风险' } as const;
export const DRAW_METHOD_CODES = keys(DRAW_METHODS);
export type DrawMethod = keyof typeof DRAW_METHODS;

export const INSPECTION_STATUSES = {
  ordered: '待检查',
  passed: '合格',
  rectifying: '整改中',
  rectified: '整改待复核',
  failed: '不合格',
} as const;
export const INSPECTION_STATUS_CODES = keys(INSPECTION_STATUSES);
export type InspectionStatus = keyof typeof INSPECTION_STATUSES;

export const INSPECTION_RESULTS = { passed: '合格', rectify: '责令整改', failed: '不合格' } as const;
export const INSPECTION_RESULT_CODES = keys(INSPECTION_RESULTS);
export type InspectionResult = keyof typeof INSPECTION_RESULTS;

/** What an inspector looks at, 检查内容 (domain R18). */
export const INSPECTION_ITEMS = { quality: '质量', price: '售价', origin: '产地真实性', sales: '销量' } as const;
export const INSPECTION_ITEM_CODES = keys(INSPECTION_ITEMS);
export type InspectionItem = keyof typeof INSPECTION_ITEMS;

export const SANCTION_KINDS = {
  suspension: '暂停证书',
  withdrawal: '撤销证书',
  freeze: '冻结供应商',
  removal: '清退供应商',
  blacklist: '列入黑名单',
} as const;
export const SANCTION_KIND_CODES = keys(SANCTION_KINDS);
export type SanctionKind = keyof typeof SANCTION_KINDS;

export const SANCTION_STATUSES = {
  in_force: '生效中',
  lifted: '已解除',
  ended: '期满',
  overturned: '申诉后撤销',
} as const;
export const SANCTION_STATUS_CODES = keys(SANCTION_STATUSES);
export type SanctionStatus = keyof typeof SANCTION_STATUSES;

export const APPEAL_STATUSES = { open: '待复核', upheld: '申诉成立', rejected: '维持原决定' } as const;
/** Appeals that a list can be narrowed to beside their status. */
export const APPEAL_CHOICES = { ours: '本级可以复核' } as const;
export const APPEAL_CHOICE_CODES = keys(APPEAL_CHOICES);
export const APPEAL_STATUS_CODES = keys(APPEAL_STATUSES);
export type AppealStatus = keyof typeof APPEAL_STATUSES;

export const SUPERVISION_AUDIT_ACTIONS = {
  'certification.complaint_filed': '提出投诉',
  'certification.complaint_moved': '处理投诉',
  'certification.inspection_drawn': '抽取检查',
  'certification.inspection_recorded': '记录检查',
  'certification.sanction_imposed': '作出处理决定',
  'certification.sanction_lifted': '解除处理决定',
  'certification.appeal_filed': '提出申诉',
  'certification.appeal_decided': '复核申诉',
} as const;

export const SUPERVISION_POLICIES = {
  'complaint.answer_days': '投诉答复时限（工作日）',
  'appeal.filing_days': '申诉期限（工作日）',
  'appeal.decision_days': '申诉复核时限（工作日）',
} as const;
export const SUPERVISION_POLICY_CODES = keys(SUPERVISION_POLICIES);

/** Who sets them, and how far. */
export const SUPERVISION_POLICY_AUTHORITY = {
  'complaint.answer_days': regional('lower'),
  'appeal.filing_days': regional('higher'),
  'appeal.decision_days': regional('lower'),
} as const satisfies Record<keyof typeof SUPERVISION_POLICIES, PolicyAuthority>;

/** What notices of this context are about. */
export const SUPERVISION_NOTICE_KINDS = {
  inspection: '抽查',
  sanction: '处理决定',
  appeal: '申诉',
  complaint: '投诉',
} as const;
