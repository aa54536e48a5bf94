import { PROCUREMENT } from '@yigou/procurement';
import { inWorker } from '../context';
import { ProcurementConsumer } from './procurement.consumer';

export const procurementInWorker = inWorker(PROCUREMENT, { consumers: [ProcurementConsumer] });
