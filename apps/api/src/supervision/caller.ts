import type { Actor } from '@yigou/identity';
import type { Caller } from '@yigou/supervision';
import type { ApiRequest } from '../http/request';

export const callerOf = (actor: Actor, request: ApiRequest): Caller => ({ actor, address: request.ip });
