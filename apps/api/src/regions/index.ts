import { REGIONS } from '@yigou/regions';
import { inApi } from '../context';
import { RegionChangesController } from './region-changes.controller';
import { RegionsController } from './regions.controller';

export const regionsInApi = inApi(REGIONS, {
  controllers: [RegionsController, RegionChangesController],
});
