import type { SupplierStatus } from '@yigou/contracts';

export type StopState = 'done' | 'current' | 'ahead';
export interface JourneyStop {
  readonly label: string;
  readonly state: StopState;
}

const STOPS = ['注册', '完善信息', '县级推荐', '平台审核', '已入驻'] as const;
const AT: Partial<Record<SupplierStatus, number>> = { draft: 1, returned: 1, county_review: 2, platform_review: 3 };
/** Left the way into the platform behind, one way or another. */
const ADMITTED = STOPS.length;

/** The way into the platform (domain §3b) as stops, and which of them one stands at. */
export function journey(status: SupplierStatus): JourneyStop[] {
  const at = status === 'refused' ? -1 : (AT[status] ?? ADMITTED);
  return STOPS.map((label, index) => ({
    label,
    state: at === -1 ? (index < 2 ? 'done' : 'ahead') : index < at ? 'done' : index === at ? 'current' : 'ahead',
  }));
}

const WHO: Partial<Record<SupplierStatus, string>> = {
  draft: '请填写完整后提交，由县里推荐。',
  returned: '审核人员退回了资料，请按下面的说明改正后再次提交。',
  county_review: '县级主管部门正在审核，暂时不能修改。',
  platform_review: '县里已推荐，平台正在审核，暂时不能修改。',
  refused: '平台没有同意入驻，原因见办理记录。',
  admitted: '可以申请产品认定、上架销售。',
  rectifying: '有事项需要整改，请到“抽查与整改”查看。整改期间可以继续销售。',
  frozen: '已被冻结，产品暂停销售。原因见“处理与申诉”，可以申诉。',
  removed: '已被清退，产品不能销售。原因见“处理与申诉”，可以申诉。',
  blacklisted: '已列入黑名单，产品不能销售。原因见“处理与申诉”，可以申诉。',
  exited: '已退出平台，已付款的订单仍需发货。',
};

/** Who has it and what comes next, in a sentence. */
export const whereWords = (status: SupplierStatus): string => WHO[status] ?? '';
