import { error } from '../error';

export const PROCUREMENT_ERRORS = {
  budget_exceeded: error(409, '超出采购预算，请减少数量、改用其他预算，或请管理人员调整预算后再下单。'),
  budget_exists: error(409, '该单位本年度已有同类预算，请直接调整它的额度。'),
  budget_below_used: error(409, '额度不能低于已占用和已支出的金额。'),
  budget_year_over: error(409, '该预算不属于当前年度，请选择本年度的预算。'),
  budget_not_encumbered: error(409, '该订单占用的预算不足，请刷新后查看。'),
  budget_missing: error(
    409,
    '本单位本年度还没有食堂食材预算，请改用其他预算，或请本单位管理人员在管理后台“采购预算”中设立后再下单。',
  ),
  unit_not_registered: error(
    409,
    '本单位还没有登记为预算单位，不能以单位名义下单，请联系主管单位登记；为自己买请选择“个人购买”。',
  ),
  roster_changed: error(409, '预览之后单位有变动，名册没有导入，请重新上传后再确认。'),
  unit_exists: error(409, '该预算单位已登记。'),
  filing_year_out_of_range: error(422, '只能填报本年度、上年度或下年度的预留份额。'),
  unit_not_admitted: error(409, '本单位的登记申请还没有通过，请等主管单位或财政部门同意后再办理。'),
  unit_admission_waiting: error(409, '本单位已有一份登记申请在等待办理，如需更改请先撤回。'),
  unit_admission_closed: error(409, '该登记申请已经办理或撤回，请刷新后查看。'),
  unit_parent_unknown: error(422, '上级单位尚未登记或已撤并，请先登记上级单位。'),
  unit_tree_circle: error(422, '不能把单位划归它自己的下级单位。'),
  unit_tree_deep: error(422, '单位层级过多，请检查上级单位是否填写正确。'),
  unit_move_back: error(422, '生效日期不能早于上一次变更的日期。'),
  unit_ended: error(409, '该单位已撤并，不能再填报，请联系主管单位。'),
  order_not_correctable: error(
    409,
    '该订单现在不能更正计入单位：还没有发货的，请取消后用正确的单位重新下单；已取消或关闭的，不计入任何单位。',
  ),
  correction_exists: error(409, '该订单已有一份更正申请在办理，或已更正过一次。'),
  correction_closed: error(409, '该更正申请已经办理或撤回，请刷新后查看。'),
  correction_unit_unknown: error(422, '请选择另一个已登记且没有撤并的单位。'),
  share_year_closed: error(409, '该年度已年终核定，不能再更正订单的计入单位。'),
  filing_invalid: error(422, '填报内容有误，请按各栏提示修改后再提交。'),
  filing_reason_needed: error(422, '变更填报请先说明变更原因。'),
  filing_closed: error(409, '该填报的状态已变化，请刷新后查看。'),
} as const;
