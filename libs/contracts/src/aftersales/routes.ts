import { byId } from '../common';
import { route, type RoutesOf } from '../route';
import type { aftersalesPaths } from './paths';
import {
  AftersalesPage,
  AftersalesQuery,
  AftersalesTerms,
  AftersalesView,
  AgreeAftersalesBody,
  DecideAftersalesBody,
  EscalateBody,
  OpenAftersalesBody,
  ReceiveAftersalesBody,
  RefuseAftersalesBody,
  SendBackBody,
} from './schemas';

const tag = 'aftersales';
const params = byId;
const response = AftersalesView;
const MOVED = ['aftersales_moved'] as const;
const MONEY = ['aftersales_moved', 'order_money_not_there', 'payment_disputed', 'payment_gone_back'] as const;

export const aftersalesRoutes = {
  aftersalesTerms: route({
    tag,
    summary: 'What of an own order may be asked back, by line',
    params,
    response: AftersalesTerms,
  }),
  openAftersales: route({
    tag,
    summary: 'Ask for money back, or to send goods back, of a line',
    body: OpenAftersalesBody,
    response,
    status: 201,
    errors: ['aftersales_not_open', 'aftersales_too_late', 'aftersales_exceeds_line', 'aftersales_exceeds_paid'],
  }),
  listAftersales: route({ tag, summary: 'Own cases', query: AftersalesQuery, response: AftersalesPage }),
  viewAftersales: route({ tag, summary: 'An own case', params, response }),
  withdrawAftersales: route({ tag, summary: 'Withdraw a case', params, response, errors: [...MOVED] }),
  sendBackAftersales: route({
    tag,
    summary: 'The goods are on their way back',
    params,
    body: SendBackBody,
    response,
    errors: [...MOVED],
  }),
  escalateAftersales: route({
    tag,
    summary: 'Ask the platform to decide what the supplier refused',
    params,
    body: EscalateBody,
    response,
    errors: [...MOVED],
  }),
  listSupplierAftersales: route({
    tag,
    summary: 'Cases of own goods',
    query: AftersalesQuery,
    response: AftersalesPage,
  }),
  viewSupplierAftersales: route({ tag, summary: 'A case of own goods', params, response }),
  agreeAftersales: route({
    tag,
    summary: 'Agree: the money goes back, or the goods first',
    params,
    body: AgreeAftersalesBody,
    response,
    errors: [...MONEY],
  }),
  refuseAftersales: route({
    tag,
    summary: 'Refuse, with reasons',
    params,
    body: RefuseAftersalesBody,
    response,
    errors: [...MOVED],
  }),
  receiveAftersales: route({
    tag,
    summary: 'The goods came back: the money goes back',
    params,
    body: ReceiveAftersalesBody,
    response,
    errors: [...MONEY, 'stock_too_large'],
  }),
  listAdminAftersales: route({
    tag,
    summary: 'Cases of the jurisdiction',
    query: AftersalesQuery,
    response: AftersalesPage,
  }),
  viewAdminAftersales: route({ tag, summary: 'A case of the jurisdiction', params, response }),
  decideAftersales: route({
    tag,
    summary: 'Decide a case that the platform was asked to decide',
    params,
    body: DecideAftersalesBody,
    response,
    errors: [...MONEY, 'aftersales_exceeds_paid', 'conflict_of_interest'],
  }),
} as const satisfies RoutesOf<typeof aftersalesPaths>;
