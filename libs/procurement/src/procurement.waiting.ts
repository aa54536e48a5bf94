import { startOfMarketDay, waitsFor } from '@yigou/platform';
import { correctionsOf } from './attribution/corrections.queries';
import { FILER } from './filings/share-filings.service';
import { sharesInState } from './filings/share-lists.queries';
import { FINANCE, SUPERVISOR } from './filings/share-reviews.service';
import { admissionsOf } from './units/unit-admissions.queries';
import { unitChangesOf } from './units/unit-changes.queries';
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
    code: 'procurement.admissions',
    label: '申请列为下级的单位',
    seats: { ...SUPERVISOR, kind: 'agency' },
    link: { path: '/agency/admissions', query: { status: 'waiting' } },
    list: 'listUnitAdmissions',
    rows: (filter, { organisationId }) => admissionsOf(filter, { organisationId }, 'waiting'),
  },
  {
    code: 'procurement.region_admissions',
    label: '等待同意列入的单位',
    seats: { ...FINANCE, kind: 'finance' },
    link: { path: '/finance/admissions', query: { status: 'waiting' } },
    list: 'listRegionAdmissions',
    rows: (filter, { regionPrefix }) => admissionsOf(filter, { regionPrefix }, 'waiting'),
  },
  {
    code: 'procurement.corrections',
    label: '申请改为计入本单位的订单',
    seats: { ...SUPERVISOR, kind: 'agency' },
    link: { path: '/agency/corrections', query: { status: 'asked' } },
    list: 'listShareCorrections',
    rows: (filter, { organisationId }) => correctionsOf(filter, { organisationId, toAnswer: true }, 'asked'),
  },
  {
    code: 'procurement.region_corrections',
    label: '待本部门确认的订单计入更正',
    seats: { ...FINANCE, kind: 'finance' },
    link: { path: '/finance/corrections', query: { status: 'agreed' } },
    list: 'listRegionCorrections',
    rows: (filter, { regionPrefix }) => correctionsOf(filter, { regionPrefix }, 'agreed'),
    due: startOfMarketDay('c.due_on + 1'),
  },
  {
    code: 'procurement.unit_changes',
    label: '下级单位报告的变动',
    seats: { ...SUPERVISOR, kind: 'agency' },
    link: { path: '/agency/unit-changes', query: { status: 'waiting' } },
    list: 'listUnitChanges',
    rows: (filter, { organisationId }) => unitChangesOf(filter, { above: organisationId }, 'waiting'),
  },
  {
    code: 'procurement.region_unit_changes',
    label: '本地区单位报告的变动',
    seats: { ...FINANCE, kind: 'finance' },
    link: { path: '/finance/unit-changes', query: { status: 'waiting' } },
    list: 'listRegionUnitChanges',
    rows: (filter, { regionPrefix }) => unitChangesOf(filter, { regionPrefix }, 'waiting'),
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
