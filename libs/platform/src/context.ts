import type { Type } from '@nestjs/common';
import type { PolicyName } from '@yigou/contracts';
import type { Machine } from '@yigou/kernel';
import type { EntityTarget, ObjectLiteral } from 'typeorm';
import type { EventDefinition } from './events';
import type { Invariant } from './invariants';
import type { LiveTopics } from './live';
import type { PlaceRule } from './places';
import type { WaitingKind } from './waiting';

/** One context as everybody else needs to know it: what its module is, and what in the database, the policy and the life of things is its own. */
export interface Context {
  /** The word that names it everywhere: its library, its folders, its contracts, the first part of its events. */
  readonly name: string;
  /** Null where it needs more than its class to start. */
  readonly module: Type | null;
  readonly entities: readonly EntityTarget<ObjectLiteral>[];
  /** Tables and views that this context alone writes; each of the database has exactly one owner. */
  readonly tables: readonly string[];
  /** What it tells others; defined in its `<context>.events.ts`. */
  readonly events: readonly EventDefinition[];
  readonly machines: readonly Machine[];
  /** What must hold at every moment of its own tables. What ties several contexts together stands with `reporting`. */
  readonly invariants: readonly Invariant[];
  /** Parameters of policy that it reads; each has exactly one context. */
  readonly policies: readonly PolicyName[];
  /** What of it can wait for whom, in the order of the work. */
  readonly waiting: readonly WaitingKind[];
  /** What becomes of each of its columns that name a division when that changes: `<table>.<column>`. */
  readonly places: Readonly<Record<string, PlaceRule>>;
  /** What of it browsers may watch as it moves. */
  readonly live: readonly LiveTopics[];
}

/** The manifest of a context, in its `<context>.manifest.ts`; what is left out it does not have. */
export function defineContext({
  name,
  module = null,
  entities = [],
  tables = [],
  events = [],
  machines = [],
  invariants = [],
  policies = [],
  waiting = [],
  live = [],
  places = {},
}: Pick<Context, 'name'> & Partial<Context>): Context {
  return { name, module, entities, tables, events, machines, invariants, policies, waiting, live, places };
}
