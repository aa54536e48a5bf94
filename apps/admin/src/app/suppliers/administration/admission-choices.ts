import type { SupplierStatus } from '@yigou/contracts/labels';
import type { DecisionChoice } from '../../shared/review/decision-panel';

/** The decisions on a supplier's file: the county recommends, the platform admits (domain R16). */
export function admissionChoices(status: SupplierStatus): readonly DecisionChoice[] {
  const county = status === 'county_review';
  return [
    county
      ? {
          decision: 'approve',
          label: '推荐',
          effect: '推荐后转平台审核。推荐意见会记入档案，不能撤回。',
          quick: ['档案齐全，情况属实，同意推荐', '已实地查看生产基地和带动情况'],
        }
      : {
          decision: 'approve',
          label: '同意入驻',
          effect: '同意后该主体可以申请认定、登记批次和销售。',
          quick: ['县级推荐材料齐全，同意入驻'],
        },
    {
      decision: 'return',
      label: '退回补正',
      effect: '退回主体修改后重新提交。',
      quick: ['证照已过期，请更新', '请补充带贫机制和带动户', '生产基地地址不具体', '银行账户与主体名称不一致'],
    },
    {
      decision: 'refuse',
      label: '不予入驻',
      effect: '该主体不能入驻；情况改变后可重新申请。',
      quick: ['不在 832 个县注册或生产', '没有带动建档立卡户', '提供的材料不真实'],
    },
  ];
}
