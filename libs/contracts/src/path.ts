import type { OrganisationKind } from './identity/labels.ts';

/**
 * who: `public` anyone · `user` signed in · `console` signed in to the console · a kind of organisation: a member of one, from the seat that the request names ·
 * `member` a member of an organisation of whichever kind, likewise; its role is up to the command · `signature` a machine that signs its body.
 */
export type Who = 'public' | 'user' | 'console' | 'member' | OrganisationKind | 'signature';
export type Method = 'GET' | 'POST' | 'PUT' | 'DELETE';
export interface RoutePath {
  readonly method: Method;
  readonly path: string;
  readonly who: Who;
  /** The caller must send an Idempotency-Key: the call makes or moves money, stock or quota. */
  readonly idempotent?: true;
}

export const get = (path: string, who: Who) => ({ method: 'GET', path, who }) as const;
export const post = (path: string, who: Who) => ({ method: 'POST', path, who }) as const;
export const once = (path: string, who: Who) => ({ method: 'POST', path, who, idempotent: true }) as const;
export const put = (path: string, who: Who) => ({ method: 'PUT', path, who }) as const;
export const del = (path: string, who: Who) => ({ method: 'DELETE', path, who }) as const;
