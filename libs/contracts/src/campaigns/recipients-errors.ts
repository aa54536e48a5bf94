import { error } from '../error';

export const RECIPIENTS_ERRORS = {
  registration_waiting: error(409, '这个统一社会信用代码已有一份登记在等待审核，请等审核结果，或联系当地管理部门。'),
  registration_closed: error(409, '该登记已经办理或撤回，请刷新后查看。'),
  organisation_has_manager: error(409, '该单位已经登记并有负责人，请由其负责人邀请加入，不用再登记。'),
  need_closed: error(409, '该需求已经办理、结束或撤回，请刷新后查看。'),
  need_promised: error(409, '该需求已有团购承诺供货，不能撤回；不再需要时请结束需求。'),
  need_exceeded: error(409, '该需求剩下的数量不够，可能刚被其他团购承诺。请按剩余数量重新填写。'),
  donation_below_threshold: error(409, '能接收的份数少于成团份数，团购成不了。请提高份数，或写明原因谢绝。'),
} as const;
