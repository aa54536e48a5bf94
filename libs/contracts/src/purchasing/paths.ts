import { acceptancePaths } from './acceptance-paths.ts';
import { get, once, post, put, type SeatRule } from '../path.ts';

const BUYERS: SeatRule = { duty: 'buy' };
const APPROVERS: SeatRule = { duty: 'approve' };

export const purchasingPaths = {
  ...acceptancePaths,
  listRequisitions: get('/purchasing/requisitions', 'agency'),
  createRequisition: post('/purchasing/requisitions', 'agency', BUYERS),
  getRequisition: get('/purchasing/requisitions/:id', 'agency'),
  saveRequisition: put('/purchasing/requisitions/:id', 'agency', BUYERS),
  submitRequisition: post('/purchasing/requisitions/:id/submission', 'agency', BUYERS),
  withdrawRequisition: post('/purchasing/requisitions/:id/withdrawal', 'agency', BUYERS),
  approveRequisition: post('/purchasing/requisitions/:id/approval', 'agency', APPROVERS),
  placeRequisition: once('/purchasing/requisitions/:id/order', 'agency', BUYERS),
  returnRequisition: post('/purchasing/requisitions/:id/return', 'agency', APPROVERS),
  passOnRequisition: post('/purchasing/requisitions/:id/passing-on', 'agency', APPROVERS),
  findGoods: get('/purchasing/goods', 'agency'),
  getApprovers: get('/purchasing/approvers', 'agency'),
  setApprovers: put('/purchasing/approvers', 'agency', { roles: ['manager'] }),
  delegateApproval: post('/purchasing/delegations', 'agency', APPROVERS),
} as const;
