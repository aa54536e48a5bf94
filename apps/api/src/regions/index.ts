import { REGIONS } from '@yigou/regions';
import { inApi } from '../context';
import { RegionsController } from './regions.controller';

export const regionsInApi = inApi(REGIONS, {
  controllers: [RegionsController],
});
