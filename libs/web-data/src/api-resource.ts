import { httpResource } from '@angular/common/http';
import {
  computed,
  effect,
  linkedSignal,
  type Resource,
  resourceFromSnapshots,
  type ResourceSnapshot,
  type Signal,
} from '@angular/core';
import type { RouteResponse } from '@yigou/contracts';
import { paths, type RouteId, type RoutePath } from '@yigou/contracts/paths';
import { type ApiError, type CallOptions, toApiError } from './api-client';
import { routeUrl } from './route-url';

/** Routes that may be asked again at any time: what takes an Idempotency-Key is done once, by a person, and never loaded. */
export type ReadRoute = { [Id in RouteId]: (typeof paths)[Id] extends { idempotent: true } ? never : Id }[RouteId];
export type ReadOptions<Id extends RouteId> = Pick<CallOptions<Id>, 'params' | 'query' | 'body'>;
type Request<Id extends RouteId> = () => ReadOptions<Id> | undefined;

/** What a screen loads from a route, with the state of the loading. */
export interface ApiResource<T> extends Pick<Resource<T | undefined>, 'value' | 'error' | 'isLoading' | 'status'> {
  /** The last value that came from this address, also while it is asked again and when that fails; null as long as none came. Never throws, unlike `value`. */
  readonly latest: Signal<T | null>;
  /** Why it could not be loaded, in the API's own words; null while all is well. */
  readonly failure: Signal<ApiError | null>;
  hasValue(): this is LoadedResource<T>;
  /** Asks again; what is on screen stays until the answer comes. False when nothing was asked for yet. */
  reload(): boolean;
  /** Puts in place what a change has just answered. */
  set(value: T): void;
}
interface LoadedResource<T> extends ApiResource<T> {
  readonly value: Signal<T>;
}

interface Asked {
  readonly method: string;
  readonly url: string;
  readonly body: unknown;
  /** The address without its query: what is asked about, apart from which part of it. */
  readonly thing: string;
}

/**
 * Loads a route of the contract whenever the signals that `request` reads change; `undefined` asks for nothing. A request that is overtaken is cancelled, the same
 * request is not sent twice. While another query of the same address loads (a filter, a period), the previous value stays; another
 * address is another thing, whose predecessor is never shown under its name.
 */
export function apiResource<Id extends ReadRoute>(
  id: Id | (() => Id),
  ...args: Record<string, never> extends ReadOptions<Id> ? [request?: Request<Id>] : [request: Request<Id>]
): ApiResource<RouteResponse<Id>> {
  type Value = RouteResponse<Id>;
  const asked = computed(() => askedOf(typeof id === 'function' ? id() : id, args[0] ? args[0]() : {}), {
    equal: (a, b) => JSON.stringify(a) === JSON.stringify(b),
  });
  // A parent may look before the inputs that the request reads are there; the resource holds that error itself until they are.
  const thing = computed(() => {
    try {
      return asked()?.thing;
    } catch {
      return undefined;
    }
  });
  const loaded = httpResource<Value>(() => asked());
  const shown = linkedSignal<Stand<Value>, Stand<Value>>({
    source: () => ({ thing: thing(), snapshot: readable(loaded.snapshot()) }),
    computation: (now, before) => (before ? keeping(now, before.value) : now),
  });
  const resource = resourceFromSnapshots(() => shown().snapshot);
  const latest = linkedSignal<Stand<Value>, Latest<Value>>({
    source: shown,
    computation: ({ thing, snapshot }, before) => {
      const value = snapshot.status === 'error' ? undefined : snapshot.value;
      return { thing, value: value ?? (before?.value.thing === thing ? before?.value.value : null) ?? null };
    },
  });
  // What is kept is what was read last: it is read at once, not when a template happens to.
  effect(() => void latest());
  return {
    value: resource.value,
    error: resource.error,
    status: resource.status,
    isLoading: resource.isLoading,
    hasValue: () => resource.hasValue(),
    latest: computed(() => latest().value),
    failure: computed(() => (resource.error() ? toApiError(resource.error()) : null)),
    reload: () => loaded.reload(),
    set: (value: Value) => loaded.set(value),
  } as ApiResource<Value>;
}

interface Stand<T> {
  readonly thing: string | undefined;
  readonly snapshot: ResourceSnapshot<T | undefined>;
}

interface Latest<T> {
  readonly thing: string | undefined;
  readonly value: T | null;
}

function askedOf(id: RouteId, options: object | undefined): Asked | undefined {
  if (!options) return undefined;
  const { params, query, body } = options as {
    params?: Record<string, string>;
    query?: Record<string, unknown>;
    body?: unknown;
  };
  const { method }: RoutePath = paths[id];
  return { method, url: routeUrl(id, params, query), body, thing: routeUrl(id, params) };
}

/** The product's own refusal in place of the failed response. */
function readable<T>(snapshot: ResourceSnapshot<T>): ResourceSnapshot<T> {
  if (snapshot.status !== 'error') return snapshot;
  return { status: 'error', error: toApiError(snapshot.error.cause ?? snapshot.error) };
}

function keeping<T>(now: Stand<T>, before: Stand<T>): Stand<T> {
  if (now.snapshot.status !== 'loading' || before.snapshot.status === 'error' || now.thing !== before.thing) return now;
  return { ...now, snapshot: { status: 'loading', value: before.snapshot.value } };
}
