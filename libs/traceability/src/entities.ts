import { BatchHousehold } from './batch-household.entity';
import { Batch } from './batch.entity';

/** The tables of this context. For the data source; other contexts hold ids and never import an entity. */
export const TRACEABILITY_ENTITIES = [Batch, BatchHousehold];
