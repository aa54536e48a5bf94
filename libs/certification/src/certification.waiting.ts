import { type ApplicationStatus, ENDING_DAYS } from '@yigou/contracts';
import { levelOf } from '@yigou/identity';
import { MARKET_TODAY_OF_TRANSACTION, startOfMarketDay, type WaitingKind, waitsFor } from '@yigou/platform';
import { REVIEW_OF_LEVEL } from './applications/application-status';
import { withinSeat } from './applications/jurisdiction-filter';
import { withinCertificates } from './certificates/certificate-place';
import { ENDING } from './certificates/ending-certificates';
import { RENEWABLE } from './certificates/supplier-certificates.queries';

const own = (status: ApplicationStatus, label: string): WaitingKind => ({
  code: `certification.${status}_applications`,
  label,
  seats: { kind: 'supplier' },
  link: { path: '/supplier/applications', query: { status } },
  list: 'listApplications',
  rows(filter, { organisationId }) {
    filter.equals('a.supplier_id', organisationId).equals('a.status', status);
    return 'application a';
  },
});

export const CERTIFICATION_WAITING = waitsFor(
  {
    code: 'certification.reviews',
    label: '待本级审核的认定申请',
    seats: { kind: 'administration' },
    link: { path: '/administration/reviews' },
    list: 'listReviews',
    rows(filter, seat) {
      filter.equals('a.status', REVIEW_OF_LEVEL[levelOf(seat)]).and(withinSeat(seat, undefined, filter.bind));
      return 'application a';
    },
    due: 'a.due_at',
  },
  {
    code: 'certification.objections',
    label: '待核查的公示异议',
    seats: { kind: 'administration', levels: ['county'] },
    link: { path: '/administration/objections', query: { status: 'open' } },
    list: 'listObjections',
    rows(filter, seat) {
      filter.and("b.status = 'open'", withinSeat(seat, undefined, filter.bind));
      return 'objection b JOIN application a ON a.id = b.application_id';
    },
    due: 'b.due_at',
  },
  {
    code: 'certification.ending_certificates',
    label: `${ENDING_DAYS} 天内到期的证书`,
    seats: { kind: 'administration' },
    link: { path: '/administration/certificates', query: { only: 'ending', sort: 'validTo', order: 'asc' } },
    list: 'listCertificates',
    rows(filter, seat) {
      withinCertificates(filter, 'c', seat).and(ENDING('c'));
      return 'certificate c';
    },
  },
  own('returned', '被退回、待补正的认定申请'),
  own('draft', '还没有提交的认定申请'),
  {
    code: 'certification.renewals',
    label: '可以续期的证书',
    seats: { kind: 'supplier' },
    link: { path: '/supplier/certificates' },
    list: 'listSupplierCertificates',
    rows(filter, { organisationId }) {
      filter.equals('c.supplier_id', organisationId).and(RENEWABLE(MARKET_TODAY_OF_TRANSACTION));
      return 'certificate c';
    },
    due: startOfMarketDay('c.valid_to + 1'),
  },
);
