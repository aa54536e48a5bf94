import { PRICES_POLICY_CODES } from '@yigou/contracts';
import { defineContext, keepsPlace } from '@yigou/platform';
import { PricesModule } from './prices.module';
import { PRICES_ENTITIES } from './entities';

export const PRICES = defineContext({
  name: 'prices',
  module: PricesModule,
  entities: PRICES_ENTITIES,
  tables: ['price_band', 'price_flag'],
  policies: PRICES_POLICY_CODES,
  places: { 'price_flag.region_code': keepsPlace('append-only; offices find it by region_former_codes') },
});
