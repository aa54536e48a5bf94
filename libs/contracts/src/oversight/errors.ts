import { error } from '../error';

export const OVERSIGHT_ERRORS = {
  finding_closed: error(409, '这条线索已经有结论，请刷新后查看。'),
} as const;
