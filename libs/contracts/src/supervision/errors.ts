import { error } from '../error';

export const SUPERVISION_ERRORS = {
  appeal_same_person: error(403, '申诉须由没有参与过该事项的人员复核。'),
  overturned_same_person: error(403, '您对该对象的上一次决定已因申诉被撤销，须由他人重新作出决定。'),
  appeal_too_late: error(409, '已超过申诉期限。'),
  appeal_exists: error(409, '该决定的申诉正在复核，请等待结果。'),
  appeal_final: error(409, '再次申诉已有结论，该结论是最终结论，不能再提出申诉。'),
} as const;
