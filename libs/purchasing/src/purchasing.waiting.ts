import { waitsFor } from '@yigou/platform';
import { unconfirmed, unsigned } from './acceptance/acceptance.queries';
import { uninvoiced } from './invoices/invoice.queries';
import { toLookAt } from './statements/statement.queries';
import { owed, unpaid } from './transfers/transfer.queries';
import { awaiting } from './requisition.queries';

export const PURCHASING_WAITING = waitsFor(
  {
    code: 'purchasing.approvals',
    label: '待我审批的采购申请',
    seats: { kind: 'agency', duty: 'approve' },
    link: { path: '/agency/requisitions', query: { mine: '1' } },
    list: 'listRequisitions',
    rows: awaiting,
    due: 'q.expires_at',
  },
  {
    code: 'purchasing.unaccepted',
    label: '待验收的订单',
    seats: { kind: 'agency', duty: 'accept' },
    link: { path: '/agency/acceptable-orders', query: { unsigned: '1' } },
    list: 'listAcceptableOrders',
    rows: (filter, { organisationId }) => unsigned(filter, organisationId),
    due: 'o.auto_confirm_at',
  },
  {
    code: 'purchasing.unconfirmed',
    label: '待我复核的验收单',
    seats: { kind: 'agency', duty: 'accept' },
    link: { path: '/agency/acceptances', query: { mine: '1' } },
    list: 'listAcceptances',
    rows: unconfirmed,
    due: '(SELECT o.auto_confirm_at FROM sales_order o WHERE o.id = a.order_id)',
  },
  {
    code: 'purchasing.unpaid',
    label: '待付款的订单',
    seats: { kind: 'agency', duty: 'pay' },
    link: { path: '/agency/payables', query: { unpaid: '1' } },
    list: 'listPayables',
    rows: (filter, { organisationId }) => unpaid(filter, organisationId),
    due: 'coalesce(o.due_at, o.expires_at)',
  },
  {
    code: 'purchasing.transfers',
    label: '待确认到账的转账',
    seats: { kind: 'supplier' },
    link: { path: '/supplier/transfers', query: { status: 'submitted' } },
    list: 'listTransfers',
    rows(filter, { organisationId }) {
      filter.equals('t.supplier_id', organisationId).equals('t.status', 'submitted');
      return 'purchasing_transfer t';
    },
  },
  {
    code: 'purchasing.transfer_refunds',
    label: '待转账退回的款项',
    seats: { kind: 'supplier' },
    link: { path: '/supplier/transfer-refunds', query: { owed: '1' } },
    list: 'listTransferRefunds',
    rows: (filter, { organisationId }) => owed(filter, organisationId),
  },
  {
    code: 'purchasing.invoices',
    label: '待核收的发票',
    seats: { kind: 'agency', duty: 'pay' },
    link: { path: '/agency/invoices', query: { status: 'recorded' } },
    list: 'listInvoices',
    rows(filter, { organisationId }) {
      filter.equals('i.unit_id', organisationId).equals('i.status', 'recorded');
      return 'purchasing_invoice i';
    },
  },
  {
    code: 'purchasing.objected_invoices',
    label: '单位有异议的发票',
    seats: { kind: 'supplier' },
    link: { path: '/supplier/invoices', query: { status: 'objected' } },
    list: 'listIssuedInvoices',
    rows(filter, { organisationId }) {
      filter.equals('i.supplier_id', organisationId).equals('i.status', 'objected');
      return 'purchasing_invoice i';
    },
  },
  {
    code: 'purchasing.uninvoiced',
    label: '已完成、待开票的订单',
    seats: { kind: 'supplier' },
    link: { path: '/supplier/invoiceable-orders', query: { finished: '1' } },
    list: 'listInvoiceableOrders',
    rows: (filter, { organisationId }) => uninvoiced(filter, organisationId),
  },
  {
    code: 'purchasing.statements',
    label: '待核对的对账单',
    seats: { kind: 'agency', duty: 'pay' },
    link: { path: '/agency/statements', query: { mine: '1' } },
    list: 'listStatements',
    rows: (filter, { organisationId }) => toLookAt(filter, 'agency', organisationId),
  },
  {
    code: 'purchasing.supplier_statements',
    label: '待核对的对账单',
    seats: { kind: 'supplier' },
    link: { path: '/supplier/statements', query: { mine: '1' } },
    list: 'listSupplierStatements',
    rows: (filter, { organisationId }) => toLookAt(filter, 'supplier', organisationId),
  },
  {
    code: 'purchasing.approved',
    label: '已批准、待下单的采购申请',
    seats: { kind: 'agency', duty: 'buy' },
    link: { path: '/agency/requisitions', query: { status: 'approved' } },
    list: 'listRequisitions',
    rows(filter, { organisationId }) {
      filter.and(`q.unit_id = ${filter.bind(organisationId)}`).equals('q.status', 'approved');
      return 'purchasing_requisition q';
    },
  },
);
