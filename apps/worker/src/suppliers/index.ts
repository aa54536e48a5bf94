import { SUPPLIERS } from '@yigou/suppliers';
import { inWorker } from '../context';
import { SuppliersConsumer } from './suppliers.consumer';

export const suppliersInWorker = inWorker(SUPPLIERS, { consumers: [SuppliersConsumer] });
