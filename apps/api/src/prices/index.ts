import { PRICES } from '@yigou/prices';
import { inApi } from '../context';
import { PricesController } from './prices.controller';

export const pricesInApi = inApi(PRICES, {
  controllers: [PricesController],
});
