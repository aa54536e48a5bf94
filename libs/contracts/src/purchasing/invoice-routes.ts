import { byId } from '../common';
import { route } from '../route';
import {
  InvoiceableOrderPage,
  InvoiceableOrderQuery,
  InvoicePage,
  InvoiceQuery,
  InvoiceUpload,
  InvoiceView,
  ObjectInvoiceBody,
  RecordInvoiceBody,
  RedLetterBody,
  WithdrawInvoiceBody,
} from './invoice-schemas';

const tag = 'purchasing';

export const invoiceRoutes = {
  uploadInvoiceFile: route({
    tag,
    summary: 'Keep the original of an invoice (PDF, OFD, XML) unchanged, and read a 数电票',
    upload: true,
    response: InvoiceUpload,
    status: 201,
    errors: ['original_invalid', 'evidence_infected', 'payload_too_large', 'rate_limited', 'service_unavailable'],
  }),
  listInvoiceableOrders: route({
    tag,
    summary: 'Signed orders of units for which the own invoices are still to come',
    query: InvoiceableOrderQuery,
    response: InvoiceableOrderPage,
  }),
  listIssuedInvoices: route({
    tag,
    summary: 'Invoices that the own organisation recorded',
    query: InvoiceQuery,
    response: InvoicePage,
  }),
  recordInvoice: route({
    tag,
    summary: 'Record an invoice against orders of one unit',
    body: RecordInvoiceBody,
    response: InvoiceView,
    status: 201,
    errors: ['not_found', 'invoice_number_taken', 'invoice_exceeds_orders'],
  }),
  getIssuedInvoice: route({
    tag,
    summary: 'An invoice of the own organisation',
    params: byId,
    response: InvoiceView,
    errors: ['not_found'],
  }),
  issuedInvoiceFile: route({
    tag,
    summary: 'Its original, as it was uploaded',
    params: byId,
    response: null,
    errors: ['not_found'],
  }),
  redLetterInvoice: route({
    tag,
    summary: 'Record that it was red-lettered: its orders may be invoiced anew, its number may not be used again',
    params: byId,
    body: RedLetterBody,
    response: InvoiceView,
    errors: ['not_found', 'invoice_closed'],
  }),
  withdrawInvoice: route({
    tag,
    summary: 'Withdraw what was recorded by mistake; the number is free again',
    params: byId,
    body: WithdrawInvoiceBody,
    response: InvoiceView,
    errors: ['not_found', 'invoice_closed'],
  }),
  listInvoices: route({
    tag,
    summary: 'Invoices that the own unit got',
    query: InvoiceQuery,
    response: InvoicePage,
  }),
  getInvoice: route({
    tag,
    summary: 'An invoice of the own unit',
    params: byId,
    response: InvoiceView,
    errors: ['not_found'],
  }),
  invoiceFile: route({
    tag,
    summary: 'Its original, as it was uploaded',
    params: byId,
    response: null,
    errors: ['not_found'],
  }),
  receiveInvoice: route({
    tag,
    summary: 'Mark it as received',
    params: byId,
    response: InvoiceView,
    errors: ['not_found', 'invoice_closed'],
  }),
  objectInvoice: route({
    tag,
    summary: 'Object to it with a reason',
    params: byId,
    body: ObjectInvoiceBody,
    response: InvoiceView,
    errors: ['not_found', 'invoice_closed'],
  }),
} as const;
