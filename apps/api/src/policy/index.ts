import { POLICY } from '@yigou/policy';
import { inApi } from '../context';
import { PoliciesController } from './policies.controller';

export const policyInApi = inApi(POLICY, {
  controllers: [PoliciesController],
});
