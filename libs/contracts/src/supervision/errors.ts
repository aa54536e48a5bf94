import { error } from '../error';

export const SUPERVISION_ERRORS = {
  appeal_same_person: error(403, '申诉须由原决定人以外的人员复核。'),
  appeal_too_late: error(409, '已超过申诉期限。'),
  appeal_exists: error(409, '该决定已提出过申诉。'),
} as const;
