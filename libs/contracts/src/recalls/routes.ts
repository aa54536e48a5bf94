import { route, type RoutesOf } from '../route';
import type { recallsPaths } from './paths';
import {
  OpenRecallBody,
  PublicRecallPage,
  PublicRecallQuery,
  PublicRecallView,
  RecallById,
  RecallNumber,
  RecallPage,
  RecallQuery,
  RecallReasonBody,
  RecallView,
  ReportRecallBody,
  SetAsideRecallBody,
} from './schemas';

const tag = 'recalls';
const params = RecallById;
const response = RecallView;

export const recallsRoutes = {
  listPublicRecalls: route({
    tag,
    summary: 'Recalls, for everybody',
    query: PublicRecallQuery,
    response: PublicRecallPage,
  }),
  viewPublicRecall: route({
    tag,
    summary: 'One recall, for everybody: product, batches, reason, what to do',
    params: RecallNumber,
    response: PublicRecallView,
  }),
  listSupplierRecalls: route({ tag, summary: 'Own recalls', query: RecallQuery, response: RecallPage }),
  openSupplierRecall: route({
    tag,
    summary: 'Recall own batches: their sale stops at once',
    body: OpenRecallBody,
    response,
    status: 201,
    errors: ['batch_recalled'],
  }),
  viewSupplierRecall: route({ tag, summary: 'An own recall with all that is concerned', params, response }),
  setAsideRecall: route({
    tag,
    summary: 'Stock held back was checked: what was destroyed; the rest is sold again',
    params,
    body: SetAsideRecallBody,
    response,
    errors: ['recall_not_open'],
  }),
  reportRecall: route({
    tag,
    summary: 'The closing report',
    params,
    body: ReportRecallBody,
    response,
    errors: ['recall_not_open', 'recall_not_set_aside'],
  }),
  listRecalls: route({ tag, summary: 'Recalls of the jurisdiction', query: RecallQuery, response: RecallPage }),
  openRecall: route({
    tag,
    summary: 'Order a recall that the supplier has not begun',
    body: OpenRecallBody,
    response,
    status: 201,
    errors: ['batch_recalled', 'conflict_of_interest'],
  }),
  viewRecall: route({ tag, summary: 'One recall with all that is concerned', params, response }),
  closeRecall: route({
    tag,
    summary: 'Accept the closing report',
    params,
    body: RecallReasonBody,
    response,
    errors: ['recall_not_reported', 'conflict_of_interest'],
  }),
  returnRecall: route({
    tag,
    summary: 'Send the closing report back',
    params,
    body: RecallReasonBody,
    response,
    errors: ['recall_not_reported', 'conflict_of_interest'],
  }),
} as const satisfies RoutesOf<typeof recallsPaths>;
