import { byId, Empty } from '../common';
import { route } from '../route';
import {
  ConfirmTransferBody,
  PayablePage,
  PayableQuery,
  PayableView,
  ReturnTransferBody,
  SendTransferRefundBody,
  SubmitTransferBody,
  TransferPage,
  TransferQuery,
  TransferRefundPage,
  TransferRefundQuery,
  TransferView,
  WithdrawTransferBody,
} from './transfer-schemas';

const tag = 'purchasing';
const params = byId;

export const transferRoutes = {
  listPayables: route({
    tag,
    summary: 'Signed orders of the own unit that are to be paid, and those with a bank transfer',
    query: PayableQuery,
    response: PayablePage,
  }),
  getPayable: route({
    tag,
    summary: 'One with the supplier’s account, its vouchers and refunds',
    params,
    response: PayableView,
    errors: ['not_found'],
  }),
  submitTransfer: route({
    tag,
    summary: 'Say that the whole of an order was transferred, with the bank’s receipt; the supplier confirms it',
    params,
    body: SubmitTransferBody,
    response: PayableView,
    status: 201,
    errors: ['not_found', 'order_not_transferable', 'transfer_open', 'transfer_amount_differs'],
  }),
  withdrawTransfer: route({
    tag,
    summary: 'Take a voucher back that nobody has confirmed',
    params,
    body: WithdrawTransferBody,
    response: PayableView,
    errors: ['not_found', 'transfer_closed'],
  }),
  listTransfers: route({
    tag: 'supplier',
    summary: 'Vouchers of bank transfers to this supplier',
    query: TransferQuery,
    response: TransferPage,
  }),
  getTransfer: route({
    tag: 'supplier',
    summary: 'One voucher to this supplier',
    params,
    response: TransferView,
    errors: ['not_found'],
  }),
  confirmTransfer: route({
    tag: 'supplier',
    summary: 'Confirm that the money came; the order is paid',
    params,
    body: ConfirmTransferBody,
    response: TransferView,
    errors: ['not_found', 'transfer_closed', 'transfer_amount_differs', 'order_paid_otherwise', 'online_payment_open'],
  }),
  returnTransfer: route({
    tag: 'supplier',
    summary: 'Send a voucher back with a reason',
    params,
    body: ReturnTransferBody,
    response: TransferView,
    errors: ['not_found', 'transfer_closed'],
  }),
  listTransferRefunds: route({
    tag: 'supplier',
    summary: 'What this supplier owes back, or has sent back, of orders paid by transfer',
    query: TransferRefundQuery,
    response: TransferRefundPage,
  }),
  sendTransferRefund: route({
    tag: 'supplier',
    summary: 'Say that a refund was transferred, with the bank’s receipt',
    params,
    body: SendTransferRefundBody,
    response: Empty,
    errors: ['not_found', 'already_decided'],
  }),
} as const;
