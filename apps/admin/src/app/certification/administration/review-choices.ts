import type { DecisionChoice } from '../../shared/review/decision-panel';

/** The three decisions on an application, 认定审核. */
export const REVIEW_CHOICES: readonly DecisionChoice[] = [
  {
    decision: 'approve',
    label: '通过',
    effect: '通过后转入下一环节，不能撤回。',
    quick: ['材料齐全，符合认定条件', '已实地核查，情况属实', '价格有合理依据'],
  },
  {
    decision: 'return',
    label: '退回补正',
    effect: '退回申请人修改后重新提交，时限从重新提交起算；改动涉及下级把关内容的，先由下级重新审核。',
    quick: [
      '证照已过期，请补充有效证照',
      '佐证材料不清晰，请重新上传',
      '带贫机制说明不具体',
      '价格偏离参考区间，请说明依据',
    ],
  },
  {
    decision: 'refuse',
    label: '不予认定',
    effect: '申请到此结束。申请人可以在期限内申诉，由其他人复核。',
    quick: ['产地不在规定县域内', '没有带动建档立卡户', '质量检验不合格', '提供的材料不真实'],
  },
];
