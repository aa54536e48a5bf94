import { EVIDENCE } from '@yigou/evidence';
import { inApi } from '../context';
import { EvidenceController } from './evidence.controller';

export const evidenceInApi = inApi(EVIDENCE, {
  controllers: [EvidenceController],
});
