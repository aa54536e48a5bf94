import { defineContext } from '@yigou/platform';
import { EvidenceModule } from './evidence.module';

export const EVIDENCE = defineContext({
  name: 'evidence',
  module: EvidenceModule,
  tables: ['evidence'],
});
