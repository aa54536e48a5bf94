import { SUPERVISION_POLICY_CODES } from '@yigou/contracts';
import { defineContext, followsCode, followsPrefix } from '@yigou/platform';
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
  places: {
    'appeal.region_code': followsCode('申诉'),
    'complaint.region_code': followsCode('投诉'),
    'inspection.region_code': followsCode('抽检'),
    'inspection_draw.region_code': followsCode('抽检抽取'),
    'inspection_draw.region_prefix': followsPrefix('抽检抽取（范围）'),
    'sanction.region_code': followsCode('处罚'),
  },
});
