import { SUPERVISION } from '@yigou/supervision';
import { inWorker } from '../context';
import { SupervisionConsumer } from './supervision.consumer';

export const supervisionInWorker = inWorker(SUPERVISION, { consumers: [SupervisionConsumer] });
