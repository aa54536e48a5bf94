import { type ComplaintStatus, COUNTY_AND_ABOVE, DUTIES, type InspectionStatus } from '@yigou/contracts';
import { startOfMarketDay, type WaitingKind, waitsFor } from '@yigou/platform';
import { oursToDecide } from './appeals.queries';
import { APPEALABLE, APPEAL_BY, LATEST_APPEAL } from './sanctions.queries';
import { within } from './supervision-list';

const complaints = (status: ComplaintStatus, label: string): WaitingKind => ({
  code: `supervision.${status}_complaints`,
  label,
  seats: { kind: 'administration', levels: DUTIES.complaint },
  link: { path: '/administration/complaints', query: { status } },
  list: 'listComplaints',
  rows(filter, seat) {
    within(filter, seat, undefined).equals('v.status', status);
    return 'complaint v';
  },
  due: 'v.due_at',
});

const inspections = (status: InspectionStatus, label: string, due?: string): WaitingKind => ({
  code: `supervision.${status}_inspections`,
  label,
  seats: { kind: 'administration', levels: DUTIES.inspection },
  link: { path: '/administration/inspections', query: { status } },
  list: 'listInspections',
  rows(filter, seat) {
    within(filter, seat, undefined).equals('v.status', status);
    return 'inspection v';
  },
  ...(due === undefined ? {} : { due }),
});

export const SUPERVISION_WAITING = waitsFor(
  complaints('received', '无人接手的投诉'),
  complaints('investigating', '核查中、待答复的投诉'),
  inspections('ordered', '待检查的抽查', startOfMarketDay('v.due_on + 1')),
  inspections('rectified', '整改待复核的抽查'),
  {
    code: 'supervision.appeals',
    label: '待本级复核的申诉',
    seats: { kind: 'administration', levels: COUNTY_AND_ABOVE },
    link: { path: '/administration/appeals', query: { status: 'open', only: 'ours' } },
    list: 'listAppeals',
    rows(filter, seat) {
      within(filter, seat, undefined).and("v.status = 'open'", oursToDecide(seat));
      return 'appeal v';
    },
    due: 'v.due_at',
  },
  {
    code: 'supervision.rectifications',
    label: '要整改的抽查',
    seats: { kind: 'supplier' },
    link: { path: '/supplier/inspections' },
    list: 'listSupplierInspections',
    rows(filter, { organisationId }) {
      filter.equals('v.supplier_id', organisationId).and("v.status = 'rectifying'");
      return 'inspection v';
    },
    due: startOfMarketDay('v.rectify_by + 1'),
  },
  {
    code: 'supervision.appealable_sanctions',
    label: '不服可以申诉的处理决定',
    seats: { kind: 'supplier' },
    link: { path: '/supplier/decisions' },
    list: 'listSupplierSanctions',
    rows(filter, { organisationId }) {
      filter.equals('v.supplier_id', organisationId).and(APPEALABLE);
      return `sanction v ${LATEST_APPEAL}`;
    },
    due: APPEAL_BY,
  },
);
