import { error } from '../error';

export const RECIPIENTS_ERRORS = {
  registration_waiting: error(409, '这个统一社会信用代码已有一份登记在等待审核，请等审核结果，或联系当地管理部门。'),
  registration_closed: error(409, '该登记已经办理或撤回，请刷新后查看。'),
  organisation_has_manager: error(409, '该单位已经登记并有负责人，请由其负责人邀请加入，不用再登记。'),
  need_closed: error(409, '该需求已经办理、结束或撤回，请刷新后查看。'),
  need_promised: error(409, '该需求已有团购承诺供货，不能撤回；不再需要时请结束需求。'),
  need_exceeded: error(409, '该需求剩下的数量不够，可能刚被其他团购承诺。请按剩余数量重新填写。'),
  donation_below_threshold: error(409, '能接收的份数少于成团份数，团购成不了。请提高份数，或写明原因谢绝。'),
  delivery_not_signable: error(409, '还有物资没有发出，请等全部发出并到货后一起签收。'),
  delivery_signed: error(409, '这批物资已经签收，或逾期已自动确认，不用再签。请刷新后查看。'),
  delivery_miscounted: error(409, '收到、短缺、破损的件数合计与已发件数不一致，请核对每一种物资。'),
  surplus_exceeded: error(409, '转出的件数超过了收到且还没有转出的件数，请核对。'),
  surplus_closed: error(409, '该转赠已经答复或撤回，请刷新后查看。'),
} as const;
