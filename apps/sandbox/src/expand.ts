import { invalidRequest } from './api-error';
import type { World } from './world';

type Json = Record<string, unknown>;

/** Replaces ids by the objects they name, for paths such as `latest_charge.balance_transaction` or `data.charge`. */
export function expand(world: World, value: unknown, paths: readonly string[] | undefined): unknown {
  if (!paths || paths.length === 0) return value;
  const copy = structuredClone(value);
  for (const path of paths) expandPath(world, copy, path.split('.'), path);
  return copy;
}

function expandPath(world: World, target: unknown, [field, ...rest]: string[], path: string): void {
  if (Array.isArray(target)) {
    for (const each of target) expandPath(world, each, field === undefined ? [] : [field, ...rest], path);
    return;
  }
  if (field === undefined || !isJson(target)) return;
  const current = target[field];
  if (current === undefined) throw invalidRequest(`This property cannot be expanded (${path}).`, { param: 'expand' });
  if (typeof current === 'string') {
    const object = resolve(world, current);
    if (!object) throw invalidRequest(`This property cannot be expanded (${path}).`, { param: 'expand' });
    target[field] = structuredClone(object);
  }
  if (rest.length > 0) expandPath(world, target[field], rest, path);
}

const isJson = (value: unknown): value is Json => typeof value === 'object' && value !== null;

function resolve(world: World, id: string): unknown {
  switch (id.slice(0, id.indexOf('_'))) {
    case 'pi':
      return world.intents.get(id)?.intent;
    case 'ch':
      return world.charges.get(id);
    case 're':
      return world.refunds.get(id)?.refund;
    case 'txn':
      return world.balanceTransactions.get(id);
    default:
      return undefined;
  }
}
