import { SUPERVISION_POLICY_CODES } from '@yigou/contracts';
import { defineContext } from '@yigou/platform';
import { SUPERVISION_INVARIANTS } from './supervision.invariants';
import { SupervisionModule } from './supervision.module';
import { SUPERVISION_ENTITIES } from './entities';

export const SUPERVISION = defineContext({
  name: 'supervision',
  module: SupervisionModule,
  entities: SUPERVISION_ENTITIES,
  tables: [
    'appeal',
    'application_appeal',
    'certificate_complaint',
    'certificate_suspension',
    'complaint',
    'inspection',
    'inspection_draw',
    'inspection_result',
    'sanction',
    'supervision_record',
  ],
  invariants: SUPERVISION_INVARIANTS,
  policies: SUPERVISION_POLICY_CODES,
});
