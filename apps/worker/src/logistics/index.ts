import { LOGISTICS } from '@yigou/logistics';
import { inWorker } from '../context';
import { LogisticsConsumer } from './logistics.consumer';

export const logisticsInWorker = inWorker(LOGISTICS, { consumers: [LogisticsConsumer] });
