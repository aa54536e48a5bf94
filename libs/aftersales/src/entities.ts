import { CaseStep } from './case-step.entity';
import { Case } from './case.entity';

/** The tables of this context. For the data source; other contexts hold ids and never import an entity. */
export const AFTERSALES_ENTITIES = [Case, CaseStep];
