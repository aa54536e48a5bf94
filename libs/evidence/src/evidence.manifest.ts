import { defineContext, followsCode } from '@yigou/platform';
import { EvidenceModule } from './evidence.module';
import { EVIDENCE_ENTITIES } from './entities';

export const EVIDENCE = defineContext({
  name: 'evidence',
  module: EvidenceModule,
  entities: EVIDENCE_ENTITIES,
  tables: ['evidence'],
  places: {
    'evidence.region_code': followsCode('证明材料'),
  },
});
