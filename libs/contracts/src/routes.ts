import type * as z from 'zod';
import { auditRoutes } from './audit/routes';
import { catalogueRoutes } from './catalogue/routes';
import { certificationRoutes } from './certification/routes';
import { evidenceRoutes } from './evidence/routes';
import { householdsRoutes } from './households/routes';
import { identityRoutes } from './identity/routes';
import { inventoryRoutes } from './inventory/routes';
import { logisticsRoutes } from './logistics/routes';
import { notificationsRoutes } from './notifications/routes';
import { ordersRoutes } from './orders/routes';
import { paymentsRoutes } from './payments/routes';
import { platformRoutes } from './platform/routes';
import { policyRoutes } from './policy/routes';
import { pricesRoutes } from './prices/routes';
import { regionsRoutes } from './regions/routes';
import { reportingRoutes } from './reporting/routes';
import { supervisionRoutes } from './supervision/routes';
import { suppliersRoutes } from './suppliers/routes';
import { traceabilityRoutes } from './traceability/routes';
import { procurementRoutes } from './procurement/routes';
import { purchasingRoutes } from './purchasing/routes';
import { oversightRoutes } from './oversight/routes';
import { campaignsRoutes } from './campaigns/routes';
import { recallsRoutes } from './recalls/routes';
import { aftersalesRoutes } from './aftersales/routes';
import { merge } from './merge';
import { paths, type RouteId, type RoutePath } from './paths';
import type { AnySchema, DeclaredSchemas, RouteSchemas } from './route';

export type { RouteSchemas } from './route';

/** What each route takes and gives, merged from the contexts. */
export const schemas = merge({
  audit: auditRoutes,
  catalogue: catalogueRoutes,
  certification: certificationRoutes,
  evidence: evidenceRoutes,
  households: householdsRoutes,
  identity: identityRoutes,
  inventory: inventoryRoutes,
  logistics: logisticsRoutes,
  notifications: notificationsRoutes,
  orders: ordersRoutes,
  payments: paymentsRoutes,
  platform: platformRoutes,
  policy: policyRoutes,
  prices: pricesRoutes,
  regions: regionsRoutes,
  reporting: reportingRoutes,
  supervision: supervisionRoutes,
  procurement: procurementRoutes,
  suppliers: suppliersRoutes,
  traceability: traceabilityRoutes,
  purchasing: purchasingRoutes,
  oversight: oversightRoutes,
  campaigns: campaignsRoutes,
  recalls: recallsRoutes,
  aftersales: aftersalesRoutes,
}) satisfies Record<RouteId, DeclaredSchemas>;

/** What a route takes and gives, as schemas with all that Zod's can do. */
export const schemasOf = (id: RouteId): RouteSchemas =>
  (schemas as Record<RouteId, DeclaredSchemas> as Record<RouteId, RouteSchemas>)[id];

type Schemas = typeof schemas;
type Out<T> = T extends AnySchema ? z.output<T> : undefined;
type In<T> = T extends AnySchema ? z.input<T> : undefined;
type Field<Id extends RouteId, K extends string> = Schemas[Id] extends Record<K, infer S> ? S : undefined;

/** What a handler receives, parsed. */
export interface RouteInput<Id extends RouteId> {
  params: Out<Field<Id, 'params'>>;
  query: Out<Field<Id, 'query'>>;
  body: Out<Field<Id, 'body'>>;
}
/** What a client sends. */
export type RouteBody<Id extends RouteId> = In<Field<Id, 'body'>>;
export type RouteQuery<Id extends RouteId> = In<Field<Id, 'query'>>;
export type RouteParams<Id extends RouteId> = In<Field<Id, 'params'>>;
/** What a handler gives and a client gets. */
export type RouteResponse<Id extends RouteId> = Out<Field<Id, 'response'>>;

export interface Route extends RoutePath, RouteSchemas {
  readonly id: RouteId;
}
/** The whole table, path and schemas joined. */
export const routes: readonly Route[] = (Object.keys(paths) as RouteId[]).map((id) => ({
  id,
  ...paths[id],
  ...schemasOf(id),
}));
