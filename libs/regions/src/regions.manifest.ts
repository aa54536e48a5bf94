import { defineContext } from '@yigou/platform';
import { REGIONS_ENTITIES } from './entities';
import { RegionsChanged } from './regions.events';
import { RegionsModule } from './regions.module';

export const REGIONS = defineContext({
  name: 'regions',
  module: RegionsModule,
  entities: REGIONS_ENTITIES,
  tables: [
    'poverty_county',
    'region',
    'region_change',
    'region_change_line',
    'region_code_change',
    'region_moved',
    'region_past_name',
  ],
  events: [RegionsChanged],
});
