import { AFTERSALES_CASE_STATUSES, type AftersalesStatus } from '@yigou/contracts';
import { coversSql } from '@yigou/identity';
import { type WaitingKind, waitsFor } from '@yigou/platform';
import { CASE_PLACE } from './case.queries';

const ofSupplier = (status: AftersalesStatus): WaitingKind => ({
  code: `aftersales.${status}`,
  label: `${AFTERSALES_CASE_STATUSES[status]}的售后`,
  seats: { kind: 'supplier' },
  link: { path: '/supplier/after-sales', query: { status } },
  list: 'listSupplierAftersales',
  rows(filter, { organisationId }) {
    filter.equals('k.supplier_id', organisationId).equals('k.status', status);
    return 'aftersales_case k';
  },
  due: 'k.due_at',
});

export const AFTERSALES_WAITING = waitsFor(ofSupplier('applied'), ofSupplier('sent_back'), {
  code: 'aftersales.intervening',
  label: '待平台裁定的售后',
  seats: { kind: 'administration' },
  link: { path: '/administration/after-sales', query: { status: 'intervening' } },
  list: 'listAdminAftersales',
  rows(filter, seat) {
    filter.and(coversSql(CASE_PLACE, seat, filter.bind)).equals('k.status', 'intervening');
    return 'aftersales_case k';
  },
  due: 'k.due_at',
});
