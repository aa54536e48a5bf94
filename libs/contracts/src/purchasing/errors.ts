import { error } from '../error';

export const PURCHASING_ERRORS = {
  requisition_closed: error(409, '该采购申请的状态已变化，请刷新后查看。'),
  requisition_changed: error(409, '申请内容在您打开后有改动，请刷新后重新核对。'),
  requisition_stale: error(409, '有商品已改价、停售或下架，请打开申请核对、重新保存后再提交。'),
  requisition_dearer: error(409, '有商品比批准时涨价了，批准的价格买不到。请点“修改”按现价保存，重新提交审批。'),
  requisition_empty: error(422, '请先添加要采购的商品再提交。'),
  approver_missing: error(409, '没有审批人的限额够批这份申请，请本单位负责人在“审批限额”中设置。'),
  approval_limit: error(409, '超出审批人的单笔或本月限额，请转上一级审批人。'),
  acceptance_open: error(409, '这个订单有一份验收单在等复核，复核或退回以后才能再登记。'),
  acceptance_closed: error(409, '这份验收单已经处理过，请刷新后查看。'),
  own_acceptance: error(403, '验收要由两个人完成：自己登记的验收单请另一位验收人复核。'),
  ledger_too_long: error(422, '这段时间的记录超过 1,000 条，请缩短时间后再查。'),
  invoice_number_taken: error(409, '这个发票号码已经登记过，一张发票只能登记一次，请核对号码。'),
  invoice_exceeds_orders: error(409, '金额超过订单还需要开票的金额，请核对各订单的金额。'),
  invoice_closed: error(409, '这张发票的状态已变化，请刷新后查看。'),
  transfer_open: error(409, '这个订单已有一份转账凭证在等供应商确认，处理以后才能再登记。'),
  transfer_closed: error(409, '这份转账凭证已经处理过，请刷新后查看。'),
  transfer_amount_differs: error(
    409,
    '金额与订单应付金额不一致，不能登记或确认。少汇的请补足后按总额登记；实际到账不符的请退回凭证并写明金额。',
  ),
  bank_line_taken: error(409, '这笔流水已经用于另一份转账凭证或已忽略，请刷新后查看。'),
  transfer_matched: error(409, '这份转账凭证已经匹配了另一笔流水，请先取消那一笔的匹配。'),
  statement_closed: error(409, '这份对账单的状态已变化，请刷新后查看。'),
  statement_renewed: error(409, '当月数据有变化，对账单已重新核算，请按新的一版核对后再确认。'),
  own_requisition: error(403, '不能审批自己提出的采购申请。'),
} as const;
