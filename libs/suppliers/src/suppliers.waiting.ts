import type { SupplierStatus } from '@yigou/contracts';
import {
  type Filter,
  MARKET_TODAY_OF_TRANSACTION,
  startOfMarketDay,
  type WaitingKind,
  waitsFor,
} from '@yigou/platform';
import { type AdmissionReview, REVIEWERS } from './admission-clock';
import { withinAdmissions } from './admissions.queries';

/** A licence is announced to end so many days ahead. */
const LICENCE_NOTICE_DAYS = 30;

const review = (status: AdmissionReview, label: string): WaitingKind => ({
  code: `suppliers.${status}`,
  label,
  seats: { kind: 'administration', levels: [REVIEWERS[status].level] },
  link: { path: '/administration/admissions', query: { status } },
  list: 'listAdmissions',
  rows(filter, seat) {
    withinAdmissions(filter, seat).equals('f.status', status);
    return 'supplier_file f';
  },
  due: 'f.due_at',
});

const ownFile = (status: SupplierStatus, label: string): WaitingKind => ({
  code: `suppliers.${status}_file`,
  label,
  seats: { kind: 'supplier' },
  link: { path: '/supplier/file' },
  list: 'getSupplierFile',
  rows(filter, { organisationId }) {
    filter.equals('f.supplier_id', organisationId).equals('f.status', status);
    return 'supplier_file f';
  },
});

/** Licences whose end is near or past, but those that a longer one of the same kind has replaced. */
function endingLicences(filter: Filter, supplierId: string): string {
  filter.equals('l.supplier_id', supplierId).and(
    `l.valid_to <= ${MARKET_TODAY_OF_TRANSACTION} + ${LICENCE_NOTICE_DAYS}`,
    `NOT EXISTS (SELECT FROM supplier_licence longer WHERE longer.supplier_id = l.supplier_id AND longer.kind = l.kind
       AND coalesce(longer.valid_to, 'infinity') > l.valid_to)`,
  );
  return 'supplier_licence l';
}

export const SUPPLIERS_WAITING = waitsFor(
  review('county_review', '待县级审核的入驻主体'),
  review('platform_review', '待平台审核的入驻主体'),
  ownFile('returned', '被退回、待补正的主体档案'),
  ownFile('draft', '还没有提交的主体档案'),
  {
    code: 'suppliers.ending_licences',
    label: `${LICENCE_NOTICE_DAYS} 天内到期或已过期的证照`,
    seats: { kind: 'supplier' },
    link: { path: '/supplier/file' },
    list: 'getSupplierFile',
    rows: (filter, { organisationId }) => endingLicences(filter, organisationId),
    due: startOfMarketDay('l.valid_to + 1'),
  },
);
