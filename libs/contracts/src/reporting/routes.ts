import * as z from 'zod';
import { OrderQuery } from '../orders/schemas';
import { route, type RoutesOf } from '../route';
import { EXPORT_KIND_CODES } from './labels';
import type { reportingPaths } from './paths';
import { Dashboard, DashboardQuery, ExportQuery, SupplierDashboard, WaitingList } from './schemas';

export const reportingRoutes = {
  adminDashboard: route({
    tag: 'admin',
    summary: 'Figures and series within the own region',
    query: DashboardQuery,
    response: Dashboard,
  }),
  supplierDashboard: route({ tag: 'supplier', summary: 'What is to do and what sells', response: SupplierDashboard }),
  exportSupplierOrders: route({ tag: 'supplier', summary: 'Orders as .xlsx', query: OrderQuery, response: null }),
  listWaiting: route({
    tag: 'reporting',
    summary: 'What waits for the seat: how much of each kind, until when, and where it is shown',
    response: WaitingList,
  }),
  exportAdmin: route({
    tag: 'admin',
    summary: 'A console table as .xlsx',
    params: z.object({ kind: z.enum(EXPORT_KIND_CODES) }),
    query: ExportQuery,
    response: null,
    errors: ['forbidden'],
  }),
} as const satisfies RoutesOf<typeof reportingPaths>;
