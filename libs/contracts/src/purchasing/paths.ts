import { del, get, once, post, put, type SeatRule } from '../path.ts';

const BUYERS: SeatRule = { duty: 'buy' };
const APPROVERS: SeatRule = { duty: 'approve' };

const ACCEPTORS: SeatRule = { duty: 'accept' };

const PAYERS: SeatRule = { duty: 'pay' };

const arrearsPaths = {
  listArrears: get('/purchasing/arrears', 'agency'),
  listReceivables: get('/supplier/receivables', 'supplier'),
} as const;

const ocdsPaths = {
  listOcdsReleases: get('/open-data/ocds/releases', 'public'),
  listOcdsRecords: get('/open-data/ocds/records', 'public'),
  getOcdsRecord: get('/open-data/ocds/records/:ocid', 'public'),
} as const;

const transferPaths = {
  listPayables: get('/purchasing/payables', 'agency'),
  getPayable: get('/purchasing/payables/:id', 'agency'),
  submitTransfer: once('/purchasing/payables/:id/transfers', 'agency', PAYERS),
  withdrawTransfer: post('/purchasing/transfers/:id/withdrawal', 'agency', PAYERS),
  listTransfers: get('/supplier/transfers', 'supplier'),
  getTransfer: get('/supplier/transfers/:id', 'supplier'),
  confirmTransfer: once('/supplier/transfers/:id/confirmation', 'supplier'),
  returnTransfer: post('/supplier/transfers/:id/return', 'supplier'),
  listTransferRefunds: get('/supplier/transfer-refunds', 'supplier'),
  sendTransferRefund: once('/supplier/transfer-refunds/:id/sending', 'supplier'),
} as const;

const bankPaths = {
  previewBankStatement: post('/supplier/bank-statements', 'supplier'),
  confirmBankStatement: once('/supplier/bank-statements/:id/confirmation', 'supplier'),
  listBankLines: get('/supplier/bank-lines', 'supplier'),
  getBankLine: get('/supplier/bank-lines/:id', 'supplier'),
  matchBankLine: post('/supplier/bank-lines/:id/match', 'supplier'),
  unmatchBankLine: del('/supplier/bank-lines/:id/match', 'supplier'),
  ignoreBankLine: put('/supplier/bank-lines/:id/ignored', 'supplier'),
  confirmBankLine: once('/supplier/bank-lines/:id/confirmation', 'supplier'),
  confirmBankLines: once('/supplier/bank-line-confirmations', 'supplier'),
} as const;

const acceptancePaths = {
  listAcceptableOrders: get('/purchasing/acceptable-orders', 'agency'),
  getAcceptableOrder: get('/purchasing/acceptable-orders/:id', 'agency'),
  signAcceptance: once('/purchasing/acceptable-orders/:id/acceptances', 'agency', ACCEPTORS),
  listAcceptances: get('/purchasing/acceptances', 'agency'),
  getAcceptance: get('/purchasing/acceptances/:id', 'agency'),
  acceptancePdf: get('/purchasing/acceptances/:id/pdf', 'agency'),
  confirmAcceptance: once('/purchasing/acceptances/:id/confirmation', 'agency', ACCEPTORS),
  returnAcceptance: post('/purchasing/acceptances/:id/return', 'agency', ACCEPTORS),
  getInspectionLedger: get('/purchasing/inspection-ledger', 'agency'),
  inspectionLedgerPdf: get('/purchasing/inspection-ledger/pdf', 'agency'),
  exportInspectionLedger: get('/purchasing/inspection-ledger/xlsx', 'agency'),
} as const;

const CASHIERS: SeatRule = { duty: 'pay' };

const invoicePaths = {
  uploadInvoiceFile: post('/supplier/invoice-files', 'supplier'),
  listInvoiceableOrders: get('/supplier/invoiceable-orders', 'supplier'),
  listIssuedInvoices: get('/supplier/invoices', 'supplier'),
  recordInvoice: once('/supplier/invoices', 'supplier'),
  getIssuedInvoice: get('/supplier/invoices/:id', 'supplier'),
  issuedInvoiceFile: get('/supplier/invoices/:id/file', 'supplier'),
  redLetterInvoice: post('/supplier/invoices/:id/red-letter', 'supplier'),
  withdrawInvoice: post('/supplier/invoices/:id/withdrawal', 'supplier'),
  listInvoices: get('/purchasing/invoices', 'agency'),
  getInvoice: get('/purchasing/invoices/:id', 'agency'),
  invoiceFile: get('/purchasing/invoices/:id/file', 'agency'),
  receiveInvoice: post('/purchasing/invoices/:id/receipt', 'agency', CASHIERS),
  objectInvoice: post('/purchasing/invoices/:id/objection', 'agency', CASHIERS),
} as const;

const statementPaths = {
  listStatements: get('/purchasing/statements', 'agency'),
  getStatement: get('/purchasing/statements/:id', 'agency'),
  statementPdf: get('/purchasing/statements/:id/pdf', 'agency'),
  exportStatement: get('/purchasing/statements/:id/xlsx', 'agency'),
  confirmStatement: post('/purchasing/statements/:id/confirmation', 'agency', CASHIERS),
  objectStatement: post('/purchasing/statements/:id/objection', 'agency', CASHIERS),
  answerStatement: post('/purchasing/statements/:id/answer', 'agency', CASHIERS),
  listSupplierStatements: get('/supplier/statements', 'supplier'),
  getSupplierStatement: get('/supplier/statements/:id', 'supplier'),
  supplierStatementPdf: get('/supplier/statements/:id/pdf', 'supplier'),
  exportSupplierStatement: get('/supplier/statements/:id/xlsx', 'supplier'),
  confirmSupplierStatement: post('/supplier/statements/:id/confirmation', 'supplier'),
  objectSupplierStatement: post('/supplier/statements/:id/objection', 'supplier'),
  answerSupplierStatement: post('/supplier/statements/:id/answer', 'supplier'),
} as const;

export const purchasingPaths = {
  ...acceptancePaths,
  ...arrearsPaths,
  ...bankPaths,
  ...invoicePaths,
  ...statementPaths,
  ...ocdsPaths,
  ...transferPaths,
  listRequisitions: get('/purchasing/requisitions', 'agency'),
  createRequisition: once('/purchasing/requisitions', 'agency', BUYERS),
  getRequisition: get('/purchasing/requisitions/:id', 'agency'),
  saveRequisition: put('/purchasing/requisitions/:id', 'agency', BUYERS),
  submitRequisition: post('/purchasing/requisitions/:id/submission', 'agency', BUYERS),
  withdrawRequisition: post('/purchasing/requisitions/:id/withdrawal', 'agency', BUYERS),
  approveRequisition: post('/purchasing/requisitions/:id/approval', 'agency', APPROVERS),
  placeRequisition: once('/purchasing/requisitions/:id/order', 'agency', BUYERS),
  returnRequisition: post('/purchasing/requisitions/:id/return', 'agency', APPROVERS),
  passOnRequisition: post('/purchasing/requisitions/:id/passing-on', 'agency', APPROVERS),
  findGoods: get('/purchasing/goods', 'agency'),
  checkBulkList: post('/purchasing/bulk-lists', 'agency', BUYERS),
  compareGoods: get('/purchasing/comparison', 'agency'),
  listReorderSources: get('/purchasing/reorder-sources', 'agency'),
  checkReorder: get('/purchasing/reorder-sources/:from/:id', 'agency', BUYERS),
  listTemplates: get('/purchasing/templates', 'agency'),
  createTemplate: once('/purchasing/templates', 'agency', BUYERS),
  renameTemplate: put('/purchasing/templates/:id', 'agency', BUYERS),
  deleteTemplate: del('/purchasing/templates/:id', 'agency', BUYERS),
  getApprovers: get('/purchasing/approvers', 'agency'),
  setApprovers: put('/purchasing/approvers', 'agency', { roles: ['manager'] }),
  delegateApproval: post('/purchasing/delegations', 'agency', APPROVERS),
} as const;
