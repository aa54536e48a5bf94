import { CAMPAIGNS } from '@yigou/campaigns';
import { inWorker } from '../context';
import { FulfilmentConsumer } from './fulfilment.consumer';

export const campaignsInWorker = inWorker(CAMPAIGNS, { consumers: [FulfilmentConsumer] });
