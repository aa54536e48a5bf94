import { RECALLS } from '@yigou/recalls';
import { inWorker } from '../context';
import { RecallsConsumer } from './recalls.consumer';

export const recallsInWorker = inWorker(RECALLS, { consumers: [RecallsConsumer] });
