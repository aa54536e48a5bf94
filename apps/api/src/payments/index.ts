import { PAYMENTS } from '@yigou/payments';
import { inApi } from '../context';
import { PaymentsController } from './payments.controller';

export const paymentsInApi = inApi(PAYMENTS, {
  controllers: [PaymentsController],
});
