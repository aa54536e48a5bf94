import { defineContext, followsCode, followsPrefix } from '@yigou/platform';
import { HouseholdsModule } from './households.module';
import { HOUSEHOLDS_ENTITIES } from './entities';

export const HOUSEHOLDS = defineContext({
  name: 'households',
  module: HouseholdsModule,
  entities: HOUSEHOLDS_ENTITIES,
  tables: ['household', 'household_import', 'mandate', 'mandate_act'],
  places: {
    'household.region_code': followsCode('农户'),
    'mandate.region_code': followsCode('帮扶委托'),
    'household_import.region_prefix': followsPrefix('农户导入记录'),
  },
});
