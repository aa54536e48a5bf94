import { PovertyCounty } from './poverty-county.entity';
import { RegionCodeChange } from './region-code-change.entity';
import { Region } from './region.entity';

/** The tables of this context. For the data source; other contexts hold ids and never import an entity. */
export const REGIONS_ENTITIES = [PovertyCounty, Region, RegionCodeChange];
