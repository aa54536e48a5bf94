import { Evidence } from './evidence.entity';

/** The tables of this context. For the data source; other contexts hold ids and never import an entity. */
export const EVIDENCE_ENTITIES = [Evidence];
