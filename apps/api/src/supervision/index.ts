import { SUPERVISION } from '@yigou/supervision';
import { inApi } from '../context';
import { ComplaintsController } from './complaints.controller';
import { InspectionsController } from './inspections.controller';
import { SanctionsController } from './sanctions.controller';

export const supervisionInApi = inApi(SUPERVISION, {
  controllers: [ComplaintsController, InspectionsController, SanctionsController],
});
