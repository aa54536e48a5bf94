import { route, type RoutesOf } from '../route';
import type { purchasingPaths } from './paths';
import {
  ApproverList,
  ApproveRequisitionBody,
  DelegateBody,
  GoodsList,
  GoodsQuery,
  RequisitionBody,
  RequisitionPage,
  RequisitionParams,
  RequisitionQuery,
  RequisitionView,
  ReturnRequisitionBody,
  SaveRequisitionBody,
  SetApproversBody,
} from './schemas';

const tag = 'purchasing';
const params = RequisitionParams;
const response = RequisitionView;

export const purchasingRoutes = {
  listRequisitions: route({
    tag,
    summary: 'Requisitions of the own unit, or those that wait for the caller',
    query: RequisitionQuery,
    response: RequisitionPage,
  }),
  createRequisition: route({
    tag,
    summary: 'Begin a requisition with its list',
    body: RequisitionBody,
    response,
    status: 201,
    errors: ['not_found'],
  }),
  getRequisition: route({
    tag,
    summary: 'A requisition of the own unit, with what it does to budget and share',
    params,
    response,
    errors: ['not_found'],
  }),
  saveRequisition: route({
    tag,
    summary: 'Write the list anew, at the prices of now; one that was submitted or approved has to be approved again',
    params,
    body: SaveRequisitionBody,
    response,
    errors: ['not_found', 'requisition_closed', 'version_conflict'],
  }),
  submitRequisition: route({
    tag,
    summary: 'Submit it to the first approver whose limits cover it',
    params,
    response,
    errors: ['not_found', 'requisition_closed', 'requisition_empty', 'requisition_stale', 'approver_missing'],
  }),
  withdrawRequisition: route({
    tag,
    summary: 'Take it back',
    params,
    response,
    errors: ['not_found', 'requisition_closed'],
  }),
  approveRequisition: route({
    tag,
    summary: 'Approve the list that was shown',
    params,
    body: ApproveRequisitionBody,
    response,
    errors: ['not_found', 'requisition_closed', 'requisition_changed', 'approval_limit', 'own_requisition'],
  }),
  returnRequisition: route({
    tag,
    summary: 'Send it back with a reason',
    params,
    body: ReturnRequisitionBody,
    response,
    errors: ['not_found', 'requisition_closed', 'own_requisition'],
  }),
  passOnRequisition: route({
    tag,
    summary: 'Pass it on to the next approver whose limits cover it',
    params,
    response,
    errors: ['not_found', 'requisition_closed', 'approver_missing', 'own_requisition'],
  }),
  findGoods: route({
    tag,
    summary: 'Goods that can be ordered, by words of their name',
    query: GoodsQuery,
    response: GoodsList,
  }),
  getApprovers: route({ tag, summary: 'Who approves in the own unit, in order, with limits', response: ApproverList }),
  setApprovers: route({
    tag,
    summary: 'Say who approves, in order, and up to what',
    body: SetApproversBody,
    response: ApproverList,
    errors: ['not_found'],
  }),
  delegateApproval: route({
    tag,
    summary: 'Let another approver decide in the caller’s place for a period',
    body: DelegateBody,
    response: ApproverList,
    errors: ['not_found'],
  }),
} as const satisfies RoutesOf<typeof purchasingPaths>;
