import { waitsFor } from '@yigou/platform';
import { FINANCE, SUPERVISOR } from '@yigou/procurement';
import { findingsOf } from './findings/findings.queries';
import { AUDITOR } from './findings/findings.service';

const label = '待核查的异常线索';

export const OVERSIGHT_WAITING = waitsFor(
  {
    code: 'oversight.findings_below',
    label: '下级单位待核查的异常线索',
    seats: { ...SUPERVISOR, kind: 'agency' },
    link: { path: '/agency/findings', query: { status: 'open' } },
    list: 'listFindingsBelow',
    rows: (filter, { organisationId }) => findingsOf(filter, { organisationId }, 'open'),
  },
  {
    code: 'oversight.region_findings',
    label,
    seats: { ...FINANCE, kind: 'finance' },
    link: { path: '/finance/findings', query: { status: 'open' } },
    list: 'listRegionFindings',
    rows: (filter, { regionPrefix }) => findingsOf(filter, { regionPrefix }, 'open'),
  },
  {
    code: 'oversight.audited_findings',
    label,
    seats: { ...AUDITOR, kind: 'auditor' },
    link: { path: '/auditor/findings', query: { status: 'open' } },
    list: 'listAuditedFindings',
    rows: (filter, { regionPrefix }) => findingsOf(filter, { regionPrefix }, 'open'),
  },
);
