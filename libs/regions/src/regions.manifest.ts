import { defineContext } from '@yigou/platform';
import { RegionsModule } from './regions.module';
import { REGIONS_ENTITIES } from './entities';

export const REGIONS = defineContext({
  name: 'regions',
  module: RegionsModule,
  entities: REGIONS_ENTITIES,
  tables: ['poverty_county', 'region', 'region_code_change'],
});
