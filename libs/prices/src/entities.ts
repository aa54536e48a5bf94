import { PriceBand } from './price-band.entity';
import { PriceFlag } from './price-flag.entity';

/** The tables of this context. For the data source; other contexts hold ids and never import an entity. */
export const PRICES_ENTITIES = [PriceBand, PriceFlag];
