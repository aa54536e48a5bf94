import { PAYMENTS } from '@yigou/payments';
import { inWorker } from '../context';
import { PaymentsConsumer } from './payments.consumer';

export const paymentsInWorker = inWorker(PAYMENTS, { consumers: [PaymentsConsumer] });
