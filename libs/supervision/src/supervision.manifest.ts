import { SUPERVISION_POLICY_CODES } from '@yigou/contracts';
import { defineContext } from '@yigou/platform';
import { SUPERVISION_INVARIANTS } from './supervision.invariants';
import { SupervisionModule } from './supervision.module';

export const SUPERVISION = defineContext({
  name: 'supervision',
  module: SupervisionModule,
  tables: ['appeal', 'complaint', 'inspection', 'inspection_draw', 'sanction'],
  invariants: SUPERVISION_INVARIANTS,
  policies: SUPERVISION_POLICY_CODES,
});
