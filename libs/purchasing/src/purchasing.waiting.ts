import { waitsFor } from '@yigou/platform';
import { awaiting } from './requisition.queries';

export const PURCHASING_WAITING = waitsFor({
  code: 'purchasing.approvals',
  label: '待我审批的采购申请',
  seats: { kind: 'agency', duty: 'approve' },
  link: { path: '/agency/requisitions', query: { mine: '1' } },
  list: 'listRequisitions',
  rows: awaiting,
  due: 'q.expires_at',
});
