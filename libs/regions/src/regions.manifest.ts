import { defineContext } from '@yigou/platform';
import { RegionsModule } from './regions.module';

export const REGIONS = defineContext({
  name: 'regions',
  module: RegionsModule,
  tables: ['poverty_county', 'region', 'region_code_change'],
});
