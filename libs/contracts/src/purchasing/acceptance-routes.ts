import { byId } from '../common';
import { route } from '../route';
import {
  AcceptableOrderPage,
  AcceptableOrderQuery,
  AcceptableOrderView,
  AcceptancePage,
  AcceptanceQuery,
  AcceptanceView,
  InspectionLedger,
  InspectionLedgerQuery,
  ReturnAcceptanceBody,
  SignAcceptanceBody,
} from './acceptance-schemas';

const tag = 'purchasing';
const params = byId;

export const acceptanceRoutes = {
  listAcceptableOrders: route({
    tag,
    summary: 'Orders of the own unit of which something waits to be accepted',
    query: AcceptableOrderQuery,
    response: AcceptableOrderPage,
  }),
  getAcceptableOrder: route({
    tag,
    summary: 'An order of the own unit with what of it waits to be accepted',
    params,
    response: AcceptableOrderView,
    errors: ['not_found'],
  }),
  signAcceptance: route({
    tag,
    summary: 'Record what came and sign, as the first of two people; the same key records once',
    params,
    body: SignAcceptanceBody,
    response: AcceptanceView,
    status: 201,
    errors: ['not_found', 'order_not_acceptable', 'acceptance_exceeds_shipped', 'acceptance_open'],
  }),
  listAcceptances: route({
    tag,
    summary: 'Acceptance sheets of the own unit, or those that wait for the caller’s signature',
    query: AcceptanceQuery,
    response: AcceptancePage,
  }),
  getAcceptance: route({
    tag,
    summary: 'An acceptance sheet of the own unit',
    params,
    response: AcceptanceView,
    errors: ['not_found'],
  }),
  acceptancePdf: route({
    tag,
    summary: 'An acceptance sheet as PDF',
    params,
    response: null,
    errors: ['not_found', 'service_unavailable'],
  }),
  confirmAcceptance: route({
    tag,
    summary: 'Sign as the second person: what was accepted finishes, the difference is refunded',
    params,
    response: AcceptanceView,
    errors: ['not_found', 'acceptance_closed', 'own_acceptance', 'order_not_acceptable', 'acceptance_exceeds_shipped'],
  }),
  returnAcceptance: route({
    tag,
    summary: 'Send it back with a reason, as the second person',
    params,
    body: ReturnAcceptanceBody,
    response: AcceptanceView,
    errors: ['not_found', 'acceptance_closed', 'own_acceptance'],
  }),
  getInspectionLedger: route({
    tag,
    summary: 'The purchase inspection ledger of the own unit and a period',
    query: InspectionLedgerQuery,
    response: InspectionLedger,
    errors: ['ledger_too_long'],
  }),
  inspectionLedgerPdf: route({
    tag,
    summary: 'The same as PDF',
    query: InspectionLedgerQuery,
    response: null,
    errors: ['ledger_too_long', 'service_unavailable'],
  }),
  exportInspectionLedger: route({
    tag,
    summary: 'The same as .xlsx',
    query: InspectionLedgerQuery,
    response: null,
    errors: ['ledger_too_long'],
  }),
} as const;
