import { PovertyCounty } from './poverty-county.entity';
import { RegionChange } from './changes/region-change.entity';
import { RegionChangeLine } from './changes/region-change-line.entity';
import { RegionCodeChange } from './region-code-change.entity';
import { RegionMoved } from './changes/region-moved.entity';
import { RegionPastName } from './changes/region-past-name.entity';
import { Region } from './region.entity';

/** The tables of this context. For the data source; other contexts hold ids and never import an entity. */
export const REGIONS_ENTITIES = [
  PovertyCounty,
  Region,
  RegionChange,
  RegionChangeLine,
  RegionCodeChange,
  RegionMoved,
  RegionPastName,
];
