import { defineContext } from '@yigou/platform';
import { PolicyModule } from './policy.module';

export const POLICY = defineContext({
  name: 'policy',
  module: PolicyModule,
  tables: ['policy_parameter', 'policy_proposal'],
});
