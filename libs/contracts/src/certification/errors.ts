import { error } from '../error';

export const CERTIFICATION_ERRORS = {
  certificate_invalid: error(409, '产品没有有效的认定证书，不能上架。'),
  application_incomplete: error(409, '申请尚未填写完整，请按提示补全后再提交。'),
  application_open: error(409, '该产品已有办理中的申请。'),
  renewal_not_open: error(409, '未到续期申请时间，请在到期前的规定时间内申请。'),
  decided_at_other_level: error(403, '您已在其他层级办理过该申请，按规定不能再次办理。'),
  objection_same_person: error(403, '异议须由没有审核过该申请的人员核查。'),
  publicity_over: error(409, '公示期已结束，如有问题请提出投诉。'),
} as const;
