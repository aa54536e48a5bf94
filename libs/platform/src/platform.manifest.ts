import { defineContext } from './context';
import { PLATFORM_INVARIANTS } from './platform.invariants';

export const PLATFORM = defineContext({
  name: 'platform',
  tables: ['demo_object', 'idempotency_key', 'inbox', 'migrations', 'outbox'],
  invariants: PLATFORM_INVARIANTS,
});
