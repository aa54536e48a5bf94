import { Module } from '@nestjs/common';
import { CountPriceBands } from './count-price-bands';
import { PriceBands, PriceReference } from './price-reference';

const SERVICES = [{ provide: PriceReference, useClass: PriceBands }, CountPriceBands];

/** What certified goods cost, and which prices lie outside of it (domain R17, 价格监测). */
@Module({ providers: SERVICES, exports: SERVICES })
export class PricesModule {}
