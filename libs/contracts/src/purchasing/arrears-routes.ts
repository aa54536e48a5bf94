import { route } from '../route';
import { ArrearsQuery, DebtPage, DebtQuery } from './arrears-schemas';

export const arrearsRoutes = {
  listArrears: route({
    tag: 'purchasing',
    summary: 'What the own unit, or those below it, accepted and have to pay, the longest due first',
    query: ArrearsQuery,
    response: DebtPage,
  }),
  listReceivables: route({
    tag: 'supplier',
    summary: 'What units accepted of this supplier and have to pay, the longest due first',
    query: DebtQuery,
    response: DebtPage,
  }),
};
