import { startOfMarketDay, waitsFor } from '@yigou/platform';
import { FILER } from './filings/share-filings.service';
import { sharesInState } from './filings/share-lists.queries';
import { FINANCE, SUPERVISOR } from './filings/share-reviews.service';
import { returnedTo, unfiledOf } from './units/unit.queries';

const due = startOfMarketDay('f.due_on + 1');

export const PROCUREMENT_WAITING = waitsFor(
  {
    code: 'procurement.returned_shares',
    label: '被退回、待修改的预留份额',
    seats: { ...FILER, kind: 'agency' },
    link: { path: '/agency/share' },
    list: 'getUnit',
    rows: returnedTo,
  },
  {
    code: 'procurement.unfiled_year',
    label: '本年度还没有提交的预留份额',
    seats: { ...FILER, kind: 'agency' },
    link: { path: '/agency/share' },
    list: 'getUnit',
    rows: unfiledOf,
  },
  {
    code: 'procurement.share_reviews',
    label: '待本单位审核的下级预留份额',
    seats: { ...SUPERVISOR, kind: 'agency' },
    link: { path: '/agency/subtree', query: { state: 'submitted' } },
    list: 'listSharesBelow',
    rows: (filter, { organisationId }) => sharesInState(filter, { organisationId }, 'submitted'),
    due,
  },
  {
    code: 'procurement.share_confirmations',
    label: '待本部门确认的预留份额',
    seats: { ...FINANCE, kind: 'finance' },
    link: { path: '/finance/shares', query: { state: 'reviewed' } },
    list: 'listRegionShares',
    rows: (filter, { regionPrefix }) => sharesInState(filter, { regionPrefix }, 'reviewed'),
    due,
  },
);
