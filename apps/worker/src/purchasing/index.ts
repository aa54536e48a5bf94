import { PURCHASING } from '@yigou/purchasing';
import { inWorker } from '../context';
import { PurchasingConsumer } from './purchasing.consumer';

export const purchasingInWorker = inWorker(PURCHASING, { consumers: [PurchasingConsumer] });
