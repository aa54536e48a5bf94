import { HOUSEHOLDS } from '@yigou/households';
import { inWorker } from '../context';
import { HouseholdsConsumer } from './households.consumer';

export const householdsInWorker = inWorker(HOUSEHOLDS, { consumers: [HouseholdsConsumer] });
