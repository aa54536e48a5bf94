import { httpResource } from '@angular/common/http';
import {
  computed,
  effect,
  inject,
  linkedSignal,
  type Resource,
  resource,
  resourceFromSnapshots,
  type ResourceSnapshot,
  type Signal,
} from '@angular/core';
import type { RouteResponse } from '@yigou/contracts';
import { paths, type RouteId, type RoutePath } from '@yigou/contracts/paths';
import { type ApiError, type CallOptions, toApiError } from './api-client';
import { routeUrl } from './route-url';
import { SEATS_OF_APP, Seats } from './seats';

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
  /** The address without its query, and for whom it is asked: what is asked about, apart from which part of it. */
  readonly thing: string;
}

/**
 * Loads a route of the contract whenever the signals that `request` reads change; `undefined` asks for nothing. A request that is overtaken is cancelled, the same
 * request is not sent twice. While another query of the same address loads (a filter, a period), the previous value stays; another
 * address, or the same for another seat of the person, is another thing, whose predecessor is never shown under its name.
 */
export function apiResource<Id extends ReadRoute>(
  id: Id | (() => Id),
  ...args: Record<string, never> extends ReadOptions<Id> ? [request?: Request<Id>] : [request: Request<Id>]
): ApiResource<RouteResponse<Id>> {
  type Value = RouteResponse<Id>;
  const seats = inject(SEATS_OF_APP, { optional: true }) ? inject(Seats) : null;
  const seat = () => seats?.current()?.organisationId ?? '';
  const asked = computed(() => askedOf(typeof id === 'function' ? id() : id, args[0] ? args[0]() : {}, seat), {
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
  return facing<Value>(() => ({ thing: thing(), snapshot: readable(loaded.snapshot()) }), loaded);
}

/**
 * What takes several reads, as many as an earlier one says: all of them again whenever `given` changes, which must be plain data; `undefined` asks for nothing. Waits, fails and keeps what
 * was there as `apiResource` does. `load` calls the API itself, and only reads.
 */
export function apiGather<Given, Value>(
  given: () => Given | undefined,
  load: (given: Given) => Promise<Value>,
): ApiResource<Value> {
  const loaded = resource<Value, Given | undefined>({
    params: given,
    loader: ({ params }) => load(params as Given),
  });
  return facing<Value>(() => ({ thing: JSON.stringify(given()), snapshot: readable(loaded.snapshot()) }), loaded);
}

/** The state of a loading with what was there before, as the screens see it. */
function facing<Value>(
  stand: () => Stand<Value>,
  loaded: { reload(): boolean; set(value: Value): void },
): ApiResource<Value> {
  const shown = linkedSignal<Stand<Value>, Stand<Value>>({
    source: stand,
    computation: (now, before) => (before ? keeping(now, before.value) : now),
  });
  const held = resourceFromSnapshots(() => shown().snapshot);
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
    value: held.value,
    error: held.error,
    status: held.status,
    isLoading: held.isLoading,
    hasValue: () => held.hasValue(),
    latest: computed(() => latest().value),
    failure: computed(() => (held.error() ? toApiError(held.error()) : null)),
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

const SEATLESS: readonly string[] = ['public', 'signature', 'user'];

function askedOf(id: RouteId, options: object | undefined, seat: () => string): Asked | undefined {
  if (!options) return undefined;
  const { params, query, body } = options as {
    params?: Record<string, string>;
    query?: Record<string, unknown>;
    body?: unknown;
  };
  const { method, who }: RoutePath = paths[id];
  // The same address answers each seat of a person with something else; who has one seat or none is asked once.
  const where = SEATLESS.includes(who) ? '' : seat();
  return { method, url: routeUrl(id, params, query), body, thing: `${where} ${routeUrl(id, params)}` };
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
