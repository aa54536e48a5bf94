import * as z from 'zod';
import { byId, RegionCode } from '../common';
import { OrderQuery } from '../orders/schemas';
import { route, type RoutesOf } from '../route';
import { EXPORT_KIND_CODES, SITE_MAP_KIND_CODES } from './labels';
import type { reportingPaths } from './paths';
import {
  CountyPage,
  Dashboard,
  DashboardQuery,
  ExportQuery,
  SupplierDashboard,
  SupplierProfile,
  WaitingList,
} from './schemas';

export const reportingRoutes = {
  countyPage: route({
    tag: 'catalogue',
    summary: 'A county: what grows there and is unsold, who sells it, its certificates and its sales by month',
    params: z.object({ code: RegionCode }),
    response: CountyPage,
    errors: ['not_found'],
  }),
  supplierPage: route({
    tag: 'catalogue',
    summary: 'A cooperative or another supplier: licences, certificates, households, batches and how it delivers',
    params: byId,
    response: SupplierProfile,
    errors: ['not_found'],
  }),
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
  siteMapIndex: route({ tag: 'open-data', summary: 'The files of the site map, as XML', response: null }),
  siteMapPart: route({
    tag: 'open-data',
    summary: 'Addresses of the shop’s pages of one kind, as XML',
    params: z.object({ kind: z.enum(SITE_MAP_KIND_CODES), part: z.string().regex(/^\d{1,3}$/, '没有这一份') }),
    response: null,
    errors: ['rate_limited'],
  }),
} as const satisfies RoutesOf<typeof reportingPaths>;
