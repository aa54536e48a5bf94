import { defineContext, followsPrefix } from '@yigou/platform';
import { POLICY_ENTITIES } from './entities';
import { PolicyModule } from './policy.module';
import { POLICY_WAITING } from './policy.waiting';

export const POLICY = defineContext({
  name: 'policy',
  module: PolicyModule,
  entities: POLICY_ENTITIES,
  tables: ['policy_parameter', 'policy_proposal'],
  waiting: POLICY_WAITING,
  places: {
    'policy_parameter.region_prefix': followsPrefix('政策参数', {
      unique: ['name', 'category', 'effective_from'],
      whole: true,
    }),
    'policy_proposal.region_prefix': followsPrefix('政策参数提议', { whole: true }),
  },
});
