import { defineContext } from '@yigou/platform';
import { HouseholdsModule } from './households.module';
import { HOUSEHOLDS_ENTITIES } from './entities';

export const HOUSEHOLDS = defineContext({
  name: 'households',
  module: HouseholdsModule,
  entities: HOUSEHOLDS_ENTITIES,
  tables: ['household', 'household_import', 'mandate', 'mandate_act'],
});
