import { entry, screens } from '../shell/screens';

export const purchasingScreens = screens({
  supplier: {
    routes: [
      {
        path: 'transfers',
        title: '转账到账',
        loadComponent: () => import('./supplier/transfers').then((m) => m.Transfers),
      },
      {
        path: 'bank-lines',
        title: '银行流水',
        loadComponent: () => import('./supplier/bank/bank-lines').then((m) => m.BankLines),
      },
      {
        path: 'bank-lines/import',
        title: '导入银行流水',
        loadComponent: () => import('./supplier/bank/bank-statement-import').then((m) => m.BankStatementImport),
      },
      {
        path: 'transfer-refunds',
        title: '转账退款',
        loadComponent: () => import('./supplier/transfer-refunds').then((m) => m.TransferRefunds),
      },
      {
        path: 'receivables',
        title: '应收账款',
        loadComponent: () => import('./supplier/receivables').then((m) => m.Receivables),
      },
      {
        path: 'invoices',
        title: '发票',
        loadComponent: () => import('./supplier/invoices').then((m) => m.IssuedInvoices),
      },
      {
        path: 'statements',
        title: '对账单',
        loadComponent: () => import('./supplier/statements').then((m) => m.SupplierStatements),
      },
      {
        path: 'invoiceable-orders',
        title: '待开票订单',
        loadComponent: () => import('./supplier/invoiceable-orders').then((m) => m.InvoiceableOrders),
      },
    ],
    navigation: [
      entry('收款与发票', 'transfers', '转账到账', 'bank', 'listTransfers'),
      entry('收款与发票', 'bank-lines', '银行流水', 'table', 'listBankLines'),
      entry('收款与发票', 'transfer-refunds', '转账退款', 'wallet', 'listTransferRefunds'),
      entry('收款与发票', 'receivables', '应收账款', 'wallet', 'listReceivables'),
      entry('收款与发票', 'statements', '对账单', 'audit', 'listSupplierStatements'),
      entry('收款与发票', 'invoices', '发票', 'profile', 'listIssuedInvoices'),
      entry('收款与发票', 'invoiceable-orders', '待开票订单', 'file-text', 'listInvoiceableOrders'),
    ],
  },
  agency: {
    routes: [
      {
        path: 'requisitions',
        title: '采购申请',
        loadComponent: () => import('./agency/requisitions').then((m) => m.Requisitions),
      },
      {
        path: 'approvers',
        title: '审批限额',
        loadComponent: () => import('./agency/approvers').then((m) => m.Approvers),
      },
      {
        path: 'acceptable-orders',
        title: '到货验收',
        loadComponent: () => import('./agency/acceptance/acceptable-orders').then((m) => m.AcceptableOrders),
      },
      {
        path: 'acceptances',
        title: '验收单',
        loadComponent: () => import('./agency/acceptance/acceptances').then((m) => m.Acceptances),
      },
      {
        path: 'payables',
        title: '付款',
        loadComponent: () => import('./agency/transfers/payables').then((m) => m.Payables),
      },
      {
        path: 'arrears',
        title: '应付账款',
        loadComponent: () => import('./agency/arrears').then((m) => m.Arrears),
      },
      {
        path: 'statements',
        title: '对账单',
        loadComponent: () => import('./agency/statements').then((m) => m.UnitStatements),
      },
      {
        path: 'inspection-ledger',
        title: '进货查验台账',
        loadComponent: () => import('./agency/acceptance/inspection-ledger').then((m) => m.InspectionLedger),
      },
      {
        path: 'invoices',
        title: '发票',
        loadComponent: () => import('./agency/invoices').then((m) => m.UnitInvoices),
      },
    ],
    navigation: [
      entry('采购', 'requisitions', '采购申请', 'file-text', 'listRequisitions'),
      entry('采购', 'acceptable-orders', '到货验收', 'inbox', 'listAcceptableOrders'),
      entry('采购', 'acceptances', '验收单', 'audit', 'listAcceptances'),
      entry('采购', 'payables', '付款', 'bank', 'listPayables'),
      // What is owed by age is the tab between payments and statements.
      entry('采购', 'statements', '对账单', 'wallet', 'listStatements'),
      entry('采购', 'inspection-ledger', '进货查验台账', 'table', 'getInspectionLedger'),
      entry('采购', 'invoices', '发票', 'profile', 'listInvoices'),
      entry('采购', 'approvers', '审批限额', 'safety-certificate', 'getApprovers'),
    ],
  },
});
