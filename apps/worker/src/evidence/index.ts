import { EVIDENCE } from '@yigou/evidence';
import { inWorker } from '../context';
import { EvidenceConsumer } from './evidence.consumer';

export const evidenceInWorker = inWorker(EVIDENCE, { consumers: [EvidenceConsumer] });
