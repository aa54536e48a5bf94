import { OVERSIGHT } from '@yigou/oversight';
import { inApi } from '../context';
import { AuditorController } from './auditor.controller';
import { DisputeController } from './dispute.controller';
import { OversightController } from './oversight.controller';

export const oversightInApi = inApi(OVERSIGHT, {
  controllers: [OversightController, AuditorController, DisputeController],
});
