import { LOGISTICS } from '@yigou/logistics';
import { inApi } from '../context';
import { ShippingController } from './shipping.controller';

export const logisticsInApi = inApi(LOGISTICS, {
  controllers: [ShippingController],
});
