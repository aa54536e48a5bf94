import { WHOLE_COUNTRY } from '@yigou/contracts';
import { waitsFor } from '@yigou/platform';

export const PAYMENTS_WAITING = waitsFor({
  code: 'payments.quarantined',
  label: '金额异常、待核查的支付',
  seats: { kind: 'administration', ...WHOLE_COUNTRY },
  link: { path: '/administration/payments', query: { status: 'quarantined' } },
  list: 'listPayments',
  rows(filter) {
    filter.and("p.status = 'quarantined'");
    return 'payment p';
  },
});
