import type { Provider } from '@nestjs/common';
import { PriceBands, PriceReference } from './price-reference';

export const PRICES_PROVIDERS: Provider[] = [{ provide: PriceReference, useClass: PriceBands }];
