import { SUPERVISION_POLICY_CODES } from '@yigou/contracts';
import { defineContext } from '@yigou/platform';
import { APPEAL } from './appeal-status';
import { COMPLAINT } from './complaint-status';
import { SUPERVISION_ENTITIES } from './entities';
import { INSPECTION } from './inspection-status';
import { SANCTION } from './sanction-status';
import { SUPERVISION_INVARIANTS } from './supervision.invariants';
import { SupervisionModule } from './supervision.module';
import { SUPERVISION_WAITING } from './supervision.waiting';

export const SUPERVISION = defineContext({
  name: 'supervision',
  module: SupervisionModule,
  entities: SUPERVISION_ENTITIES,
  tables: [
    'appeal',
    'appeal_step',
    'application_appeal',
    'certificate_complaint',
    'certificate_suspension',
    'complaint',
    'complaint_step',
    'inspection',
    'inspection_draw',
    'inspection_result',
    'inspection_step',
    'sanction',
    'sanction_step',
    'supervision_record',
  ],
  machines: [SANCTION, COMPLAINT, INSPECTION, APPEAL],
  invariants: SUPERVISION_INVARIANTS,
  policies: SUPERVISION_POLICY_CODES,
  waiting: SUPERVISION_WAITING,
});
