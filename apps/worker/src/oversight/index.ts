import { OVERSIGHT } from '@yigou/oversight';
import { inWorker } from '../context';
import { OversightConsumer } from './oversight.consumer';

export const oversightInWorker = inWorker(OVERSIGHT, { consumers: [OversightConsumer] });
