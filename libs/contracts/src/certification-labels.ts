/** Closed lists of certification and supervision with the Chinese words that people read for them. No Zod here. */
import { keys } from './closed-list';

/** States of a supplier, 带贫主体入驻与监管 (domain §3b). */
export const SUPPLIER_STATUSES = {
  draft: '待完善',
  county_review: '县级推荐审核',
  platform_review: '平台审核',
  returned: '退回补正',
  refused: '不予入驻',
  admitted: '已入驻',
  rectifying: '整改中',
  frozen: '已冻结',
  removed: '已清退',
  blacklisted: '黑名单',
  exited: '已退出',
} as const;
export const SUPPLIER_STATUS_CODES = keys(SUPPLIER_STATUSES);
export type SupplierStatus = keyof typeof SUPPLIER_STATUSES;

/** States of an application for a certificate, 扶贫产品认定申请 (domain §3a). */
export const APPLICATION_STATUSES = {
  draft: '草稿',
  township_review: '乡镇初审',
  industry_review: '行业复审',
  county_review: '县级审定',
  publicity: '县级公示',
  examination: '异议核查',
  city_review: '市级审核',
  province_review: '省级复核',
  national_filing: '国家汇总备案',
  issued: '已发证',
  returned: '退回补正',
  refused: '不予认定',
  terminated: '异议成立，终止',
  withdrawn: '已撤回',
} as const;
export const APPLICATION_STATUS_CODES = keys(APPLICATION_STATUSES);
export type ApplicationStatus = keyof typeof APPLICATION_STATUSES;

export const APPLICATION_KINDS = { initial: '首次认定', renewal: '续期', change: '变更复审' } as const;
export const APPLICATION_KIND_CODES = keys(APPLICATION_KINDS);
export type ApplicationKind = keyof typeof APPLICATION_KINDS;

/** Why a change review was opened, 变更复审原因. */
export const CHANGE_CAUSES = {
  price: '价格变动',
  licence: '证照变动',
  origin: '产地变动',
  specification: '规格变动',
} as const;
export const CHANGE_CAUSE_CODES = keys(CHANGE_CAUSES);
export type ChangeCause = keyof typeof CHANGE_CAUSES;

/** Levels that review, 审核层级. A region can leave levels out; the order is this one. */
export const REVIEW_LEVELS = {
  township: '乡镇',
  industry: '行业主管',
  county: '县级',
  city: '市级',
  province: '省级',
  national: '国家级',
} as const;
export const REVIEW_LEVEL_CODES = keys(REVIEW_LEVELS);
export type ReviewLevel = keyof typeof REVIEW_LEVELS;

export const REVIEW_DECISIONS = { approve: '通过', return: '退回补正', refuse: '不予通过' } as const;
export const REVIEW_DECISION_CODES = keys(REVIEW_DECISIONS);
export type ReviewDecision = keyof typeof REVIEW_DECISIONS;

/** What moved an application. */
export const APPLICATION_ACTIONS = {
  create: '新建申请',
  submit: '提交申请',
  resubmit: '补正后重新提交',
  approve: '审核通过',
  return: '退回补正',
  refuse: '不予认定',
  object: '收到异议，公示暂停',
  resume: '异议不成立，恢复公示',
  terminate: '异议成立，终止认定',
  close_publicity: '公示期满无异议',
  issue: '发布认定',
  withdraw: '申请人撤回',
  reopen: '申诉成立，重新审核',
} as const;
export const APPLICATION_ACTION_CODES = keys(APPLICATION_ACTIONS);
export type ApplicationAction = keyof typeof APPLICATION_ACTIONS;

/** What moved a supplier. */
export const SUPPLIER_ACTIONS = {
  register: '登记',
  import: '随产品导入',
  submit: '提交入驻申请',
  recommend: '县级推荐',
  admit: '平台同意入驻',
  return: '退回补正',
  refuse: '不予入驻',
  reapply: '重新申请',
  order_rectification: '责令整改',
  accept_rectification: '整改合格',
  freeze: '冻结',
  remove: '清退',
  blacklist: '列入黑名单',
  restore: '恢复',
  exit: '主动退出',
} as const;
export const SUPPLIER_ACTION_CODES = keys(SUPPLIER_ACTIONS);
export type SupplierAction = keyof typeof SUPPLIER_ACTIONS;

/** What moved a certificate. */
export const CERTIFICATE_ACTIONS = {
  issue: '发证',
  renew: '续期',
  change: '变更',
  suspend: '暂停',
  restore: '恢复',
  expire: '到期',
  withdraw: '撤销',
  exit: '主动退出',
} as const;
export const CERTIFICATE_ACTION_CODES = keys(CERTIFICATE_ACTIONS);
export type CertificateAction = keyof typeof CERTIFICATE_ACTIONS;

/** Evidence of an application, 佐证材料. */
export const EVIDENCE_KINDS = {
  business_licence: '营业执照',
  food_licence: '食品生产（经营）许可或小作坊登记',
  quality_report: '质量检验报告',
  origin_proof: '产地证明',
  benefit_proof: '带贫证明',
  price_proof: '价格依据',
  commitment: '承诺书（真实、质量、价格）',
  photo: '产品照片',
  entrustment: '委托销售证明',
  other: '其他',
} as const;
export const EVIDENCE_KIND_CODES = keys(EVIDENCE_KINDS);
export type EvidenceKind = keyof typeof EVIDENCE_KINDS;

export const EVIDENCE_TYPES = {
  'application/pdf': 'PDF',
  'image/jpeg': 'JPEG 图片',
  'image/png': 'PNG 图片',
  'image/webp': 'WebP 图片',
} as const;
export const EVIDENCE_TYPE_CODES = keys(EVIDENCE_TYPES);
export type EvidenceType = keyof typeof EVIDENCE_TYPES;

export const EVIDENCE_SCANS = { clean: '已查毒', unscanned: '未查毒' } as const;
export const EVIDENCE_SCAN_CODES = keys(EVIDENCE_SCANS);

/** Licences of a supplier, 证照. */
export const LICENCE_KINDS = {
  business_licence: '营业执照',
  food_production: '食品生产许可证',
  food_business: '食品经营许可证',
  workshop_record: '食品小作坊登记证',
  organic: '有机产品认证',
  green: '绿色食品证书',
  geographical: '地理标志使用授权',
  entrustment: '委托销售协议',
} as const;
export const LICENCE_KIND_CODES = keys(LICENCE_KINDS);
export type LicenceKind = keyof typeof LICENCE_KINDS;
/** Without these, in force, nothing may be sold: when the last of its kind expires, the listings go with it. */
export const SELLING_LICENCES = ['business_licence', 'food_production', 'food_business', 'workshop_record'] as const;

/** How a mechanism reaches the household, 收益类型 (domain R28). */
export const INCOME_KINDS = { wage: '工资性收益', asset: '资产性收益', operating: '经营性收益' } as const;
export const INCOME_KIND_CODES = keys(INCOME_KINDS);
export type IncomeKind = keyof typeof INCOME_KINDS;

/** Registered household, 建档立卡户. */
export const HOUSEHOLD_STATUSES = { registered: '建档立卡户', risen: '已脱贫户', monitored: '监测户' } as const;
export const HOUSEHOLD_STATUS_CODES = keys(HOUSEHOLD_STATUSES);
export type HouseholdStatus = keyof typeof HOUSEHOLD_STATUSES;

/** Whether a household has said that it is carried, 带动关系确认. */
export const LINK_STATUSES = { declared: '已申报', confirmed: '户主已确认', disputed: '户主有异议' } as const;
export const LINK_STATUS_CODES = keys(LINK_STATUSES);
export type LinkStatus = keyof typeof LINK_STATUSES;

/** Who acts for those who cannot use the web, 帮扶责任人 (domain §5, S41). */
export const HELPER_TITLES = {
  first_secretary: '驻村第一书记',
  work_team: '驻村工作队员',
  village_cadre: '包村干部',
  responsible: '帮扶责任人',
} as const;
export const HELPER_TITLE_CODES = keys(HELPER_TITLES);
export type HelperTitle = keyof typeof HELPER_TITLES;

export const OBJECTION_STATUSES = { open: '核查中', upheld: '异议成立', rejected: '异议不成立' } as const;
export const OBJECTION_STATUS_CODES = keys(OBJECTION_STATUSES);
export type ObjectionStatus = keyof typeof OBJECTION_STATUSES;

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
export const APPEAL_STATUS_CODES = keys(APPEAL_STATUSES);
export type AppealStatus = keyof typeof APPEAL_STATUSES;

/** What the price watch says of a price, 价格监测. */
export const PRICE_VERDICTS = {
  no_reference: '无参考价',
  within: '合理区间内',
  high: '明显偏高',
  low: '明显偏低',
  decimal_slip: '疑似多写或少写一位',
} as const;
export const PRICE_VERDICT_CODES = keys(PRICE_VERDICTS);
export type PriceVerdict = keyof typeof PRICE_VERDICTS;

/** Packing sizes that prices are compared within. */
export const SIZE_CLASSES = { small: '500 克以内', medium: '500 克至 2.5 千克', large: '2.5 千克以上' } as const;
export const SIZE_CLASS_CODES = keys(SIZE_CLASSES);
export type SizeClass = keyof typeof SIZE_CLASSES;

export const NOTICE_KINDS = {
  application: '认定申请',
  supplier: '入驻',
  certificate: '认定证书',
  review: '审核',
  inspection: '抽查',
  sanction: '处理决定',
  appeal: '申诉',
  complaint: '投诉',
  household: '带动关系',
} as const;
export const NOTICE_KIND_CODES = keys(NOTICE_KINDS);
export type NoticeKind = keyof typeof NOTICE_KINDS;

/** Policy parameters that administrators set, each by region, category and effective period. */
export const POLICIES = {
  'certification.levels': '认定审核层级',
  'certification.review_days': '各层级审核时限（天）',
  'certification.publicity_days': '公示天数',
  'certification.examination_days': '异议核查时限（天）',
  'certification.term_months': '证书有效期（月）',
  'certification.renewal_days': '到期前可申请续期（天）',
  'certification.evidence': '认定所需佐证材料',
  'certification.change_price_bp': '价格变动多少须变更复审（万分之）',
  'certification.change_stops_sales': '复审期间暂停销售的变更',
  'supplier.licences': '入驻所需证照',
  'complaint.answer_days': '投诉答复时限（天）',
  'appeal.filing_days': '申诉期限（天）',
  'appeal.decision_days': '申诉复核时限（天）',
  'price.high_bp': '价格偏高界限（中位数的万分之）',
  'price.low_bp': '价格偏低界限（中位数的万分之）',
  'notices.digest_minutes': '邮件汇总间隔（分钟）',
  'order.payment_minutes': '订单付款时限（分钟）',
  'order.auto_confirm_days': '自动确认收货（天）',
  'stock.low_pieces': '库存紧张界限（件）',
} as const;
export const POLICY_CODES = keys(POLICIES);
export type PolicyName = keyof typeof POLICIES;
