import { defineContext } from './context';
import { PLATFORM_INVARIANTS } from './platform.invariants';

export const PLATFORM = defineContext({
  name: 'platform',
  tables: ['demo_object', 'event_delivery', 'event_hearer', 'idempotency_key', 'migrations', 'outbox', 'schedule'],
  invariants: PLATFORM_INVARIANTS,
});
