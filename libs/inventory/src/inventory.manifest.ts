import { INVENTORY_POLICY_CODES } from '@yigou/contracts';
import { defineContext } from '@yigou/platform';
import { INVENTORY_INVARIANTS } from './inventory.invariants';
import { InventoryModule } from './inventory.module';
import { INVENTORY_ENTITIES } from './entities';

export const INVENTORY = defineContext({
  name: 'inventory',
  module: InventoryModule,
  entities: INVENTORY_ENTITIES,
  tables: ['reservation', 'stock', 'stock_movement'],
  invariants: INVENTORY_INVARIANTS,
  policies: INVENTORY_POLICY_CODES,
});
