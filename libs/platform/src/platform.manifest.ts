import { defineContext } from './context';
import { PLATFORM_INVARIANTS } from './platform.invariants';
import { PLATFORM_ENTITIES } from './entities';
import { PLATFORM_WAITING } from './platform.waiting';

export const PLATFORM = defineContext({
  name: 'platform',
  entities: PLATFORM_ENTITIES,
  tables: ['demo_object', 'event_delivery', 'event_hearer', 'idempotency_key', 'migrations', 'outbox', 'schedule'],
  invariants: PLATFORM_INVARIANTS,
  waiting: PLATFORM_WAITING,
});
