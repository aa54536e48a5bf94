import { error } from '../error';

export const REGIONS_ERRORS = {
  region_change_invalid: error(400, '这项区划变更不能登记，请按各行的说明修改。'),
  region_change_begun: error(409, '这项区划变更已经生效或已经撤回，不能再撤回；需要改正的请登记一项新的变更。'),
} as const;
