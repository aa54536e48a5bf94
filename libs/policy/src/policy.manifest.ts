import { defineContext } from '@yigou/platform';
import { POLICY_ENTITIES } from './entities';
import { PolicyModule } from './policy.module';
import { POLICY_WAITING } from './policy.waiting';

export const POLICY = defineContext({
  name: 'policy',
  module: PolicyModule,
  entities: POLICY_ENTITIES,
  tables: ['policy_parameter', 'policy_proposal'],
  waiting: POLICY_WAITING,
});
