import { defineContext } from '@yigou/platform';
import { HouseholdsModule } from './households.module';

export const HOUSEHOLDS = defineContext({
  name: 'households',
  module: HouseholdsModule,
  tables: ['household', 'household_import', 'mandate', 'mandate_act'],
});
