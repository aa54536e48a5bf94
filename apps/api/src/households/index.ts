import { HOUSEHOLDS } from '@yigou/households';
import { inApi } from '../context';
import { HouseholdsController } from './households.controller';
import { MandatesController } from './mandates.controller';

export const householdsInApi = inApi(HOUSEHOLDS, {
  controllers: [HouseholdsController, MandatesController],
});
