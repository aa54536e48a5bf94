import { applyDecorators, Delete, Get, HttpCode, Post, Put, SetMetadata } from '@nestjs/common';
import { RouteConfig, RouteSchema } from '@nestjs/platform-fastify';
import { type Route, type RouteId, routes } from '@yigou/contracts';

export const ROUTE_METADATA = 'yigou:route';

export interface HandleOptions {
  /** Public routes that behave otherwise for a signed-in caller load the session; all others do not pay for it. */
  readonly actor?: 'optional';
  /** Answers may be this old; then the same address is answered from memory, before anything else runs. */
  readonly cacheMs?: number;
  /** Browsers and proxies may keep the answer as long, and ask by its ETag whether it is still the same. */
  readonly shared?: true;
}
export interface HandledRoute {
  readonly route: Route;
  readonly options: HandleOptions;
}

const byId = new Map(routes.map((route) => [route.id, route]));
const verbs = { GET: Get, POST: Post, PUT: Put, DELETE: Delete };

/**
 * Binds a controller method to a route of the contract: method, path, status, who may call it, and the schema that its answer is serialised
 * by. A method without it is refused at start, so no route exists that does not say who may call it.
 */
export function Handle(id: RouteId, options: HandleOptions = {}): MethodDecorator {
  const route = byId.get(id);
  if (!route) throw new Error(`no route ${id} in the contract`);
  const status = route.status ?? 200;
  const schema = route.response ? { response: { [status]: route.response } } : {};
  return applyDecorators(
    verbs[route.method](`v1${route.path}`),
    HttpCode(status),
    SetMetadata(ROUTE_METADATA, { route, options } satisfies HandledRoute),
    RouteSchema(schema),
    RouteConfig({
      routeId: id,
      cacheMs: options.cacheMs ?? 0,
      shared: options.shared ?? false,
      personal: route.who !== 'public' || options.actor === 'optional',
    }),
  );
}
