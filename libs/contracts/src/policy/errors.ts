import { error } from '../error';

export const POLICY_ERRORS = {
  policy_beyond_bounds: error(409, '该值比上级规定的宽松，只能同样严格或更严格。'),
  policy_same_person: error(403, '放宽须由另一人确认，不能由提出的人自己确认。'),
  policy_invalid: error(400, '参数值不符合要求，请按说明填写。'),
} as const;
